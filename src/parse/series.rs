//! A record series: a row of the records-control table.

use crate::diagnostic::Span;
use crate::model::names::{Located, Slug};
use crate::model::policy::Policy;
use crate::model::record::RecordSeries;
use crate::model::retention::{Fate, Phase, Schedule, Visa};
use crate::parse::defect::Defect;
use crate::parse::fields::{Field, Shape, Values, optional, required};
use crate::parse::term::{self, TermDefect, Vocabulary};
use crate::parse::yaml::Node;
use crate::text::Text;

/// The keys of a record series: a row of the records-control table (10-format).
pub static TABLE: &[Field] = &[
    required(
        "libelle",
        Shape::Text,
        Text {
            en: "The label of the row",
            fr: "Le libellé de la ligne",
        },
    ),
    required(
        "section",
        Shape::Choice(&["A", "B", "C"]),
        Text {
            en: "The section of the table",
            fr: "La section du tableau",
        },
    ),
    optional(
        "ordre",
        Shape::Integer,
        Text {
            en: "Its rank in the table",
            fr: "Son rang dans le tableau",
        },
    ),
    optional(
        "identification",
        Shape::Text,
        Text {
            en: "How its records are identified",
            fr: "Comment ses enregistrements sont identifiés",
        },
    ),
    optional(
        "support",
        Shape::Map(SUPPORT),
        Text {
            en: "The medium",
            fr: "Le support",
        },
    ),
    optional(
        "observations",
        Shape::Text,
        Text {
            en: "CNIL, PJC",
            fr: "CNIL, PJC",
        },
    ),
    required(
        "classement",
        Shape::Map(FILING),
        Text {
            en: "Filing",
            fr: "Classement",
        },
    ),
    optional(
        "accessibilite",
        Shape::Text,
        Text {
            en: "Who may read",
            fr: "Qui peut lire",
        },
    ),
    optional(
        "archivage",
        Shape::Map(ARCHIVING),
        Text {
            en: "Archiving",
            fr: "Archivage",
        },
    ),
    required(
        "destruction",
        Shape::Text,
        Text {
            en: "What becomes of them",
            fr: "Conditions de destruction",
        },
    ),
    optional(
        "visa",
        Shape::Choice(&["requis", "aucun"]),
        Text {
            en: "Whether the archives' visa is asked",
            fr: "Si le visa des archives est requis",
        },
    ),
];

static SUPPORT: &[Field] = &[
    optional(
        "nature",
        Shape::Text,
        Text {
            en: "Paper, electronic",
            fr: "Papier, informatique",
        },
    ),
    optional(
        "reference",
        Shape::Text,
        Text {
            en: "The form",
            fr: "Le formulaire",
        },
    ),
];

const HOW_LONG: Text = Text {
    en: "How long",
    fr: "Combien de temps",
};

/// Where records are filed, or archived.
const PLACE: Field = optional(
    "lieu",
    Shape::Text,
    Text {
        en: "Where",
        fr: "Où",
    },
);

static FILING: &[Field] = &[
    optional(
        "responsable",
        Shape::Text,
        Text {
            en: "Who files",
            fr: "Qui classe",
        },
    ),
    required("duree", Shape::Text, HOW_LONG),
    PLACE,
];

static ARCHIVING: &[Field] = &[optional("duree", Shape::Text, HOW_LONG), PLACE];

/// Reads a series. A cell that is not understood leaves it without a schedule; its defect is found
/// by [`terms`].
pub fn read(values: Values<'_>, slug: &str, policy: &Policy) -> RecordSeries {
    let text = |value: Option<Located<String>>| value.map(|text| text.value);
    let (support, filing, archiving) = (
        values.map("support"),
        values.map("classement"),
        values.map("archivage"),
    );
    let cells = Cells::of(values);
    RecordSeries {
        slug: Slug::new(slug),
        label: values.text_or_empty("libelle"),
        section: values.text_or_empty("section"),
        rank: text(values.text("ordre")).and_then(|rank| rank.parse().ok()),
        identification: text(values.text("identification")),
        medium: text(support.and_then(|support| support.text("nature"))),
        form: support.and_then(|support| support.text("reference")),
        remarks: values.text("observations"),
        filed_by: text(filing.and_then(|filing| filing.text("responsable"))),
        filed_at: text(filing.and_then(|filing| filing.text("lieu"))),
        access: text(values.text("accessibilite")),
        archived_at: text(archiving.and_then(|archiving| archiving.text("lieu"))),
        schedule: cells.schedule(values, policy).ok(),
        filing: cells.filing,
        archiving: cells.archiving,
        fate: cells.fate,
    }
}

/// Adds what is wrong with its three cells (R102). After a referral in the archive cell the
/// destruction cell may stay empty: it is the same referral.
pub(super) fn terms(values: Values<'_>, policy: &Policy, defects: &mut Vec<Located<Defect>>) {
    match Cells::of(values).schedule(values, policy) {
        Ok(_) => defects.retain(|defect| {
            !matches!(
                &defect.value,
                Defect::MissingKey { key } | Defect::EmptyKey { key } if key == "destruction"
            )
        }),
        Err(found) => defects.extend(found.into_iter().map(|found| {
            let place = whole(values, found.span);
            Located::new(Defect::Term(found.value), place)
        })),
    }
}

/// The whole cell where a word cannot be shown in it: its lines were folded.
fn whole(values: Values<'_>, word: Span) -> Span {
    let length = |phase: &str| values.map(phase).and_then(|phase| phase.get("duree"));
    let cells = [
        length("classement"),
        length("archivage"),
        values.get("destruction"),
    ];
    let holds = |cell: &&Node| cell.span.start <= word.start && word.end <= cell.span.end;
    match cells.into_iter().flatten().find(holds) {
        Some(cell) if !cell.is_verbatim() => cell.span,
        _ => word,
    }
}

/// The cells of a row that say how long.
struct Cells {
    filing: Option<Located<String>>,
    archiving: Option<Located<String>>,
    fate: Option<Located<String>>,
}

impl Cells {
    fn of(values: Values<'_>) -> Cells {
        Cells {
            filing: values
                .map("classement")
                .and_then(|phase| phase.text("duree")),
            archiving: values
                .map("archivage")
                .and_then(|phase| phase.text("duree")),
            fate: values.text("destruction"),
        }
    }

    /// What they mean. A cell that must be there and is not is a defect of its own (F006), and
    /// means nothing here.
    fn schedule(
        &self,
        values: Values<'_>,
        policy: &Policy,
    ) -> Result<Schedule, Vec<Located<TermDefect>>> {
        let vocabulary = Vocabulary::of(policy);
        let mut wrong = Vec::new();
        let mut keep = |read: Result<Phase, Located<TermDefect>>| match read {
            Ok(phase) => Some(phase),
            Err(defect) => {
                wrong.push(defect);
                None
            }
        };
        let filing = match &self.filing {
            Some(cell) => keep(term::filing(cell, &vocabulary)),
            None => None,
        };
        let archiving = match &self.archiving {
            Some(cell) => keep(term::archiving(cell, &vocabulary)),
            None => Some(Phase::Empty),
        };
        // « information contrôle de gestion » over both cells: the second may be left empty.
        let referral = match &archiving {
            Some(Phase::Elsewhere(words)) => Some(Fate::Elsewhere(words.clone())),
            _ => None,
        };
        let cell = self.fate.as_ref();
        let fate = match (cell.filter(|cell| cell.value.trim() != "-"), referral) {
            (None, Some(referral)) => Some(referral),
            (None, None) if cell.is_none() => None,
            _ => match term::fate(cell.unwrap_or(&Located::default())) {
                Ok(fate) => Some(fate),
                Err(defect) => {
                    wrong.push(defect);
                    None
                }
            },
        };
        let visa = match values.text("visa").map(|word| word.value).as_deref() {
            Some("requis") => Visa::Required,
            Some("aucun") => Visa::None,
            _ => policy.visa,
        };
        match (filing, archiving, fate) {
            (Some(filing), Some(archiving), Some(fate)) => Ok(Schedule {
                filing,
                archiving,
                fate,
                visa,
            }),
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::layout::EntityKind;
    use crate::parse::policy::default_policy;

    #[test]
    fn a_word_is_shown_where_it_stands_or_its_cell_as_a_whole() {
        for (cell, shown) in [
            ("3 étés environ", "étés"),
            ("\"3 étés environ\"", "étés"),
            ("3\n  étés environ", "3\n  étés environ"),
            ("\"3\n  étés environ\"", "\"3\n  étés environ\""),
        ] {
            let text = format!("---\nclassement: {{duree: {cell}, lieu: x}}\n---\n");
            let path = "registres/enregistrements/x.md".into();
            let kind = EntityKind::RecordSeries;
            let parsed = crate::parse::read(kind, &path, text.as_bytes(), &default_policy());
            let term = |defect: &&Located<Defect>| matches!(defect.value, Defect::Term(_));
            let place = parsed.defects.iter().find(term).expect(cell).span;
            assert_eq!(&text[place.start..place.end], shown, "{cell}");
        }
    }
}
