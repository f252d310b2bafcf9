//! The certificate of a destruction, as a file.

use super::Grounds;
use crate::acts::Situation;
use crate::acts::subject::Subject;
use crate::model::code::Code;
use crate::model::digest::Digest;
use crate::model::layout::certificate_path;
use crate::parse::digest;
use crate::parse::yaml::{plain, scalar};
use crate::repository::Edit;
use chrono::NaiveDate;

/// One thing destroyed.
pub(super) struct Element {
    code: String,
    title: String,
    path: String,
    blob: Digest,
    rule: String,
    due: NaiveDate,
    condition: &'static str,
}

impl Element {
    /// What the certificate keeps of a version.
    pub fn of(subject: &Subject<'_>, due: NaiveDate) -> Element {
        let version = &subject.version;
        Element {
            code: subject.code(),
            title: version.document.title.value.clone(),
            path: version.file.path.to_string(),
            blob: digest::raw(subject.text.as_bytes()),
            rule: version.kind.fate_cell.clone(),
            due,
            condition: version.kind.fate.condition().on_disk(),
        }
    }
}

/// The file of a certificate.
pub(super) fn certificate(
    situation: &Situation<'_>,
    code: &Code,
    elements: &[Element],
    grounds: &Grounds,
) -> Edit {
    let mut text = format!(
        "---\ncode: {code}\ndate: {}\nacteur: {}\nelements:\n",
        situation.day,
        plain(situation.actor.id.value.as_str())
    );
    for element in elements {
        text.push_str(&format!("  - code: {}\n", plain(&element.code)));
        let blob = element.blob.to_string();
        let due = element.due.to_string();
        let mut put = |key: &str, value: &str| text.push_str(&format!("    {key}: {value}\n"));
        put("titre", &scalar(&element.title));
        put("chemin", &scalar(&element.path));
        put("blob", &scalar(&blob));
        if !element.rule.is_empty() {
            put("regle", &scalar(&element.rule));
        }
        put("echeance", &due);
        put("condition", element.condition);
        for (key, value) in [
            ("visa", &grounds.visa),
            ("versement", &grounds.transfer),
            ("decision", &grounds.decision),
        ] {
            if let Some(value) = value {
                put(key, &scalar(value));
            }
        }
    }
    text.push_str("---\n");
    Edit {
        path: certificate_path(code.number(), &code.to_string()),
        content: Some(text.into_bytes()),
    }
}
