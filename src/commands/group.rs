//! The chapters of the commands in the manual (20-cli).

use crate::text::Text;

/// A chapter; every command names its own in `commands! { … }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A repository begins.
    Start,
    /// Files are written; nothing is decided.
    Write,
    /// Signed acts.
    Decide,
    /// Nothing is changed.
    Look,
    /// What is wrong.
    Control,
    /// Nonconformities, proposals, complaints.
    Smac,
    /// How long things are kept.
    Retention,
    /// Tables.
    Reports,
    /// Audit snapshots.
    Audit,
    /// Watch and indicators.
    Registers,
    /// Actors and keys.
    People,
    /// The program itself.
    Tools,
}

impl Group {
    /// Every chapter, in the order of the manual.
    pub const ALL: [Group; 12] = [
        Group::Start,
        Group::Write,
        Group::Decide,
        Group::Look,
        Group::Control,
        Group::Smac,
        Group::Retention,
        Group::Reports,
        Group::Audit,
        Group::Registers,
        Group::People,
        Group::Tools,
    ];

    /// Its title.
    pub fn title(self) -> Text {
        match self {
            Group::Start => Text {
                en: "Start",
                fr: "Commencer",
            },
            Group::Write => Text {
                en: "Write",
                fr: "Rédiger",
            },
            Group::Decide => Text {
                en: "Decide",
                fr: "Décider",
            },
            Group::Look => Text {
                en: "Look",
                fr: "Consulter",
            },
            Group::Control => Text {
                en: "Control",
                fr: "Contrôler",
            },
            Group::Smac => Text {
                en: "Follow tickets (SMAC)",
                fr: "Suivre les fiches du SMAC",
            },
            Group::Retention => Text {
                en: "Follow retention",
                fr: "Suivre la conservation",
            },
            Group::Reports => Text {
                en: "Make tables",
                fr: "Établir les tableaux",
            },
            Group::Audit => Text {
                en: "Prepare an audit",
                fr: "Préparer un audit",
            },
            Group::Registers => Text {
                en: "Keep the registers",
                fr: "Tenir les registres",
            },
            Group::People => Text {
                en: "People and keys",
                fr: "Les personnes et leurs clés",
            },
            Group::Tools => Text {
                en: "Tools",
                fr: "Outils",
            },
        }
    }

    /// What its commands do, in a sentence.
    pub fn about(self) -> Text {
        match self {
            Group::Start => Text {
                en: "A repository is founded, or an example is played.",
                fr: "Fonder un dépôt, ou dérouler un exemple.",
            },
            Group::Write => Text {
                en: "Files are written in the working folder. Nothing is decided by it: they are committed with git, or with `--commit`; governed files are signed in by `qms register`.",
                fr: "Les fichiers sont écrits dans le dossier de travail. Rien n'est décidé par là\u{a0}: ils sont mis dans un commit avec git, ou par `--commit`\u{a0}; `qms register` signe les fichiers gouvernés.",
            },
            Group::Decide => Text {
                en: "Each of these is one signed commit, on one code or several; a list of codes is all or nothing.",
                fr: "Chacune de ces commandes est un commit signé, sur un ou plusieurs codes\u{a0}; une liste de codes passe tout entière ou pas du tout.",
            },
            Group::Look => Text {
                en: "These read and change nothing; `--at` reads another revision, `--as-of` another day.",
                fr: "Ces commandes lisent et ne changent rien\u{a0}; `--at` lit une autre révision, `--as-of` un autre jour.",
            },
            Group::Control => Text {
                en: "The tree is judged by the rules, the history by the signatures and acts that it bears.",
                fr: "L'arborescence est jugée selon les règles, l'historique selon les signatures et les actes qu'il porte.",
            },
            Group::Smac => Text {
                en: "A ticket is opened, then each command enters one dated fact; its status follows from them.",
                fr: "Une fiche est ouverte, puis chaque commande y porte un fait daté\u{a0}; son statut en découle.",
            },
            Group::Retention => Text {
                en: "What is kept, at which stage, until when, and by which rule.",
                fr: "Ce qui est conservé, à quel stade, jusqu'à quand et selon quelle règle.",
            },
            Group::Reports => Text {
                en: "Each table is made from the files at the moment it is asked for; none is stored.",
                fr: "Chaque tableau est établi d'après les fichiers au moment où il est demandé\u{a0}; aucun n'est enregistré.",
            },
            Group::Audit => Text {
                en: "The state of a day is sealed, exported, and proved away from the repository.",
                fr: "L'état d'un jour est scellé, exporté, et prouvé loin du dépôt.",
            },
            Group::Registers => Text {
                en: "What is watched and what is measured; `qms register` then signs the change.",
                fr: "Ce qui est surveillé et ce qui est mesuré\u{a0}; `qms register` signe ensuite le changement.",
            },
            Group::People => Text {
                en: "Who acts, in which roles, with which keys. Every change is a signed commit of the register alone.",
                fr: "Qui agit, dans quels rôles, avec quelles clés. Tout changement est un commit signé du seul registre.",
            },
            Group::Tools => Text {
                en: "What the program says of itself.",
                fr: "Ce que le programme dit de lui-même.",
            },
        }
    }
}
