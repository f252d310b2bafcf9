//! What people call each act: one line of words an act, for messages, findings and the manual.

use super::{ActKind, HoldChange, Statement};
use crate::text::Text;

/// The words of an act.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The command that does it.
    pub command: &'static str,
    /// The act as a noun, to begin a sentence with.
    pub noun: Text,
    /// What it means (30-trust: printed name, role, meaning).
    pub meaning: Text,
    /// The subject of its commit for one code, and for several.
    pub subjects: [Text; 2],
}

impl Statement {
    /// The words of the act; a hold that is lifted has its own.
    pub fn words(&self) -> Words {
        match self.hold {
            Some(HoldChange::Lifted) if self.act == ActKind::Hold => LIFTED,
            _ => self.act.words(),
        }
    }
}

const LIFTED: Words = Words {
    command: "qms hold --lift",
    noun: Text {
        en: "hold",
        fr: "gel",
    },
    meaning: Text {
        en: "its destruction is no longer suspended",
        fr: "sa destruction n'est plus suspendue",
    },
    subjects: [
        Text {
            en: "Release of {code}",
            fr: "Levée du gel de {code}",
        },
        Text {
            en: "Release of {count} items",
            fr: "Levée du gel de {count} éléments",
        },
    ],
};

impl ActKind {
    /// Its words.
    pub fn words(self) -> Words {
        match self {
            ActKind::Approve => Words {
                command: "qms approve",
                noun: Text {
                    en: "approval",
                    fr: "approbation",
                },
                meaning: Text {
                    en: "the content is adequate",
                    fr: "le contenu est adéquat",
                },
                subjects: [
                    Text {
                        en: "Approve {code}",
                        fr: "Approbation de {code}",
                    },
                    Text {
                        en: "Approve {count} documents",
                        fr: "Approbation de {count} documents",
                    },
                ],
            },
            ActKind::Validate => Words {
                command: "qms validate",
                noun: Text {
                    en: "validation",
                    fr: "validation",
                },
                meaning: Text {
                    en: "it may come into force",
                    fr: "il peut entrer en vigueur",
                },
                subjects: [
                    Text {
                        en: "Validate {code}",
                        fr: "Validation de {code}",
                    },
                    Text {
                        en: "Validate {count} documents",
                        fr: "Validation de {count} documents",
                    },
                ],
            },
            ActKind::Reject => Words {
                command: "qms reject",
                noun: Text {
                    en: "rejection",
                    fr: "renvoi",
                },
                meaning: Text {
                    en: "it goes back to its author",
                    fr: "il retourne à son rédacteur",
                },
                subjects: [
                    Text {
                        en: "Send back {code}",
                        fr: "Renvoi de {code}",
                    },
                    Text {
                        en: "Send back {count} documents",
                        fr: "Renvoi de {count} documents",
                    },
                ],
            },
            ActKind::Review => Words {
                command: "qms review",
                noun: Text {
                    en: "review",
                    fr: "revue",
                },
                meaning: Text {
                    en: "it was reviewed",
                    fr: "il a été revu",
                },
                subjects: [
                    Text {
                        en: "Review {code}",
                        fr: "Revue de {code}",
                    },
                    Text {
                        en: "Review {count} documents",
                        fr: "Revue de {count} documents",
                    },
                ],
            },
            ActKind::Withdraw => Words {
                command: "qms withdraw",
                noun: Text {
                    en: "withdrawal",
                    fr: "retrait",
                },
                meaning: Text {
                    en: "it is taken out of force",
                    fr: "il n'est plus en vigueur",
                },
                subjects: [
                    Text {
                        en: "Withdraw {code}",
                        fr: "Retrait de {code}",
                    },
                    Text {
                        en: "Withdraw {count} documents",
                        fr: "Retrait de {count} documents",
                    },
                ],
            },
            ActKind::Close => Words {
                command: "qms close",
                noun: Text {
                    en: "closing",
                    fr: "clôture",
                },
                meaning: Text {
                    en: "it no longer changes",
                    fr: "il ne change plus",
                },
                subjects: [
                    Text {
                        en: "Close {code}",
                        fr: "Clôture de {code}",
                    },
                    Text {
                        en: "Close {count} items",
                        fr: "Clôture de {count} éléments",
                    },
                ],
            },
            ActKind::Reopen => Words {
                command: "qms smac reopen",
                noun: Text {
                    en: "reopening",
                    fr: "réouverture",
                },
                meaning: Text {
                    en: "it is open again",
                    fr: "il est rouvert",
                },
                subjects: [
                    Text {
                        en: "Reopen {code}",
                        fr: "Réouverture de {code}",
                    },
                    Text {
                        en: "Reopen {count} items",
                        fr: "Réouverture de {count} éléments",
                    },
                ],
            },
            ActKind::Archive => Words {
                command: "qms archive",
                noun: Text {
                    en: "archiving",
                    fr: "archivage",
                },
                meaning: Text {
                    en: "it was archived",
                    fr: "il a été archivé",
                },
                subjects: [
                    Text {
                        en: "Archive {code}",
                        fr: "Archivage de {code}",
                    },
                    Text {
                        en: "Archive {count} items",
                        fr: "Archivage de {count} éléments",
                    },
                ],
            },
            ActKind::Hold => Words {
                command: "qms hold",
                noun: Text {
                    en: "hold",
                    fr: "gel",
                },
                meaning: Text {
                    en: "its destruction is suspended",
                    fr: "sa destruction est suspendue",
                },
                subjects: [
                    Text {
                        en: "Hold on {code}",
                        fr: "Gel de {code}",
                    },
                    Text {
                        en: "Hold on {count} items",
                        fr: "Gel de {count} éléments",
                    },
                ],
            },
            ActKind::Destroy => Words {
                command: "qms destroy",
                noun: Text {
                    en: "destruction",
                    fr: "destruction",
                },
                meaning: Text {
                    en: "it was destroyed",
                    fr: "il a été détruit",
                },
                subjects: [
                    Text {
                        en: "Destroy {code}",
                        fr: "Destruction de {code}",
                    },
                    Text {
                        en: "Destroy {count} items",
                        fr: "Destruction de {count} éléments",
                    },
                ],
            },
            ActKind::Ack => Words {
                command: "qms ack",
                noun: Text {
                    en: "acknowledgement",
                    fr: "prise de connaissance",
                },
                meaning: Text {
                    en: "read and understood",
                    fr: "lu et compris",
                },
                subjects: [
                    Text {
                        en: "Read {code}",
                        fr: "Lecture de {code}",
                    },
                    Text {
                        en: "Read {count} documents",
                        fr: "Lecture de {count} documents",
                    },
                ],
            },
            ActKind::Snapshot => Words {
                command: "qms snapshot create",
                noun: Text {
                    en: "snapshot",
                    fr: "instantané",
                },
                meaning: Text {
                    en: "the state was recorded for audit",
                    fr: "l'état a été figé pour audit",
                },
                subjects: [
                    Text {
                        en: "Snapshot {code}",
                        fr: "Instantané {code}",
                    },
                    Text {
                        en: "{count} snapshots",
                        fr: "{count} instantanés",
                    },
                ],
            },
            ActKind::Settle => Words {
                command: "qms settle",
                noun: Text {
                    en: "settlement",
                    fr: "règlement",
                },
                meaning: Text {
                    en: "a past fault is explained",
                    fr: "un défaut passé est expliqué",
                },
                subjects: [
                    Text {
                        en: "Settle {code}",
                        fr: "Règlement de {code}",
                    },
                    Text {
                        en: "Settle {count} faults",
                        fr: "Règlement de {count} défauts",
                    },
                ],
            },
        }
    }
}
