//! Where things stand: the fixed tree of 10-format, the same at every site.

use crate::text::Text;

/// The root file of the policy.
pub const POLICY: &str = "qms.yaml";

/// The folders in which a `.md` file is an entity, sorted.
pub const FOLDERS: [&str; 7] = [
    "acteurs",
    "documents",
    "enregistrements",
    "modeles",
    "processus",
    "registres",
    "smac",
];

/// What a file is, from its path alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// `acteurs/<id>.md`
    Actor,
    /// `processus/<CODE>.md`
    Process,
    /// `documents/<TYPE>/<CODE>.md`
    Document,
    /// `enregistrements/<TYPE>/<CODE>.md`
    Record,
    /// `enregistrements/lecture/<CODE>/<actor>.md`
    Acknowledgement,
    /// `smac/<YEAR>/<CODE>.md`
    Ticket,
    /// `registres/enregistrements/<slug>.md`
    RecordSeries,
    /// `registres/documents/<slug>.md`
    ExternalDocument,
    /// `registres/veille/<slug>.md`
    WatchItem,
    /// `registres/indicateurs/<slug>.md`
    Indicator,
    /// `registres/destructions/<YEAR>/<CODE>.md`
    DisposalCertificate,
    /// `registres/instantanes/<name>.md`
    SnapshotEntry,
    /// `modeles/<TYPE>.md`
    Template,
}

/// What a path is in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// The file of an entity, at its place.
    Entity(EntityKind),
    /// A `.md` file of a controlled folder, at a depth or in a folder where none belongs.
    Misplaced,
    /// Anything else: left alone.
    Free,
}

/// What a path is. Only `.md` files of the folders of [`FOLDERS`] are entities.
pub fn position(path: &str) -> Position {
    let parts: Vec<&str> = path.split('/').collect();
    let Some(name) = parts.last() else {
        return Position::Free;
    };
    if !FOLDERS.contains(&parts[0])
        || parts.len() < 2
        || !name.to_ascii_lowercase().ends_with(".md")
    {
        return Position::Free;
    }
    let kind = match (parts[0], parts.len(), parts[1]) {
        ("acteurs", 2, _) => EntityKind::Actor,
        ("processus", 2, _) => EntityKind::Process,
        ("modeles", 2, _) => EntityKind::Template,
        ("documents", 3, _) => EntityKind::Document,
        ("enregistrements", 4, "lecture") => EntityKind::Acknowledgement,
        ("enregistrements", 3, folder) if folder != "lecture" => EntityKind::Record,
        ("smac", 3, _) => EntityKind::Ticket,
        ("registres", 3, "enregistrements") => EntityKind::RecordSeries,
        ("registres", 3, "documents") => EntityKind::ExternalDocument,
        ("registres", 3, "veille") => EntityKind::WatchItem,
        ("registres", 3, "indicateurs") => EntityKind::Indicator,
        ("registres", 3, "instantanes") => EntityKind::SnapshotEntry,
        ("registres", 4, "destructions") => EntityKind::DisposalCertificate,
        _ => return Position::Misplaced,
    };
    Position::Entity(kind)
}

impl EntityKind {
    /// Every kind, in the order of 10-format.
    pub const ALL: [EntityKind; 13] = [
        EntityKind::Actor,
        EntityKind::Process,
        EntityKind::Document,
        EntityKind::Record,
        EntityKind::Acknowledgement,
        EntityKind::Ticket,
        EntityKind::RecordSeries,
        EntityKind::ExternalDocument,
        EntityKind::WatchItem,
        EntityKind::Indicator,
        EntityKind::DisposalCertificate,
        EntityKind::SnapshotEntry,
        EntityKind::Template,
    ];

    /// The name that `qms schema` takes.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Actor => "actor",
            EntityKind::Process => "process",
            EntityKind::Document => "document",
            EntityKind::Record => "record",
            EntityKind::Acknowledgement => "acknowledgement",
            EntityKind::Ticket => "ticket",
            EntityKind::RecordSeries => "series",
            EntityKind::ExternalDocument => "external-document",
            EntityKind::WatchItem => "watch",
            EntityKind::Indicator => "indicator",
            EntityKind::DisposalCertificate => "certificate",
            EntityKind::SnapshotEntry => "snapshot",
            EntityKind::Template => "template",
        }
    }

    /// What people call it.
    pub fn label(self) -> Text {
        match self {
            EntityKind::Actor => Text {
                en: "Actor",
                fr: "Acteur",
            },
            EntityKind::Process => Text {
                en: "Process card",
                fr: "Fiche de processus",
            },
            EntityKind::Document => Text {
                en: "Controlled document",
                fr: "Document maîtrisé",
            },
            EntityKind::Record => Text {
                en: "Record",
                fr: "Enregistrement",
            },
            EntityKind::Acknowledgement => Text {
                en: "Read receipt",
                fr: "Accusé de lecture",
            },
            EntityKind::Ticket => Text {
                en: "Ticket (SMAC)",
                fr: "Fiche du SMAC",
            },
            EntityKind::RecordSeries => Text {
                en: "Record series",
                fr: "Série d'enregistrements",
            },
            EntityKind::ExternalDocument => Text {
                en: "External document",
                fr: "Document externe",
            },
            EntityKind::WatchItem => Text {
                en: "Watch source",
                fr: "Source de veille",
            },
            EntityKind::Indicator => Text {
                en: "Indicator",
                fr: "Indicateur",
            },
            EntityKind::DisposalCertificate => Text {
                en: "Destruction certificate",
                fr: "Certificat de destruction",
            },
            EntityKind::SnapshotEntry => Text {
                en: "Audit snapshot",
                fr: "Instantané d'audit",
            },
            EntityKind::Template => Text {
                en: "Template",
                fr: "Modèle",
            },
        }
    }

    /// Where its files stand, what varies in angle brackets.
    pub fn pattern(self) -> &'static str {
        match self {
            EntityKind::Actor => "acteurs/<id>.md",
            EntityKind::Process => "processus/<CODE>.md",
            EntityKind::Document => "documents/<TYPE>/<CODE>.md",
            EntityKind::Record => "enregistrements/<TYPE>/<CODE>.md",
            EntityKind::Acknowledgement => "enregistrements/lecture/<CODE>/<id>.md",
            EntityKind::Ticket => "smac/<AAAA>/<CODE>.md",
            EntityKind::RecordSeries => "registres/enregistrements/<slug>.md",
            EntityKind::ExternalDocument => "registres/documents/<slug>.md",
            EntityKind::WatchItem => "registres/veille/<slug>.md",
            EntityKind::Indicator => "registres/indicateurs/<slug>.md",
            EntityKind::DisposalCertificate => "registres/destructions/<AAAA>/<CODE>.md",
            EntityKind::SnapshotEntry => "registres/instantanes/<nom>.md",
            EntityKind::Template => "modeles/<TYPE>.md",
        }
    }
}

/// Whether a path is that of a file which acts alone write: certificates, the ledger of snapshots,
/// acknowledgements.
pub fn is_evidence(path: &str) -> bool {
    matches!(
        position(path),
        Position::Entity(
            EntityKind::DisposalCertificate
                | EntityKind::SnapshotEntry
                | EntityKind::Acknowledgement
        )
    )
}

/// The file's name without its folder.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The file's name without its folder and its `.md`.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// Where a version of a document stands.
pub fn document_path(kind: &str, code: &str) -> String {
    format!("documents/{kind}/{code}.md")
}

/// Where a record stands.
pub fn record_path(kind: &str, code: &str) -> String {
    format!("enregistrements/{kind}/{code}.md")
}

/// Where a ticket stands.
pub fn ticket_path(year: u32, code: &str) -> String {
    format!("smac/{year:04}/{code}.md")
}

/// Where the acknowledgement of a version by an actor stands.
pub fn acknowledgement_path(code: &str, actor: &str) -> String {
    format!("enregistrements/lecture/{code}/{actor}.md")
}

/// Where a certificate stands.
pub fn certificate_path(year: u32, code: &str) -> String {
    format!("registres/destructions/{year:04}/{code}.md")
}

/// Where a snapshot stands in the ledger.
pub fn snapshot_path(name: &str) -> String {
    format!("registres/instantanes/{name}.md")
}

/// Where an actor stands.
pub fn actor_path(id: &str) -> String {
    format!("acteurs/{id}.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_where_its_pattern_says() {
        for kind in EntityKind::ALL {
            let path = kind.pattern().replace(['<', '>'], "");
            assert_eq!(position(&path), Position::Entity(kind), "{path}");
        }
    }

    #[test]
    fn a_file_is_named_by_its_stem_and_found_again_by_its_code() {
        let path = document_path("MO", "MO-00391-V01");
        assert_eq!(path, "documents/MO/MO-00391-V01.md");
        assert_eq!(file_name(&path), "MO-00391-V01.md");
        assert_eq!(stem(&path), "MO-00391-V01");
        assert_eq!(stem("plan.en.md"), "plan.en");
        assert_eq!(stem("documents/MO/schema.png"), "schema.png");
    }

    #[test]
    fn a_markdown_file_of_a_controlled_folder_is_never_overlooked() {
        assert_eq!(
            position("documents/MO/MO-00391-V02.md"),
            Position::Entity(EntityKind::Document)
        );
        assert_eq!(position("documents/notes.md"), Position::Misplaced);
        assert_eq!(
            position("documents/MO/vieux/MO-00391-V01.md"),
            Position::Misplaced
        );
        assert_eq!(
            position("documents/MO/NOTES.MD"),
            Position::Entity(EntityKind::Document)
        );
        assert_eq!(position("documents/MO/schema.png"), Position::Free);
        assert_eq!(
            position("enregistrements/lecture/PR-01-V1/agent.md"),
            Position::Entity(EntityKind::Acknowledgement)
        );
        assert_eq!(position("registres/inconnu/x.md"), Position::Misplaced);
        assert_eq!(position("README.md"), Position::Free);
    }
}
