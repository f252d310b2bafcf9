//! What the system says of a file, in the words of the reader.

use crate::text::{Text, Value};
use std::any::Any;
use std::io;

/// The words of a cause: the common faults of files in both languages, all others as they are said.
pub fn words(cause: impl std::fmt::Display + 'static) -> Value {
    let known = (&cause as &dyn Any)
        .downcast_ref::<io::Error>()
        // An error with words of its own says more than its kind.
        .filter(|error| error.get_ref().is_none())
        .and_then(|error| common(error.kind()));
    known.map_or_else(|| Value::from(cause.to_string()), Value::from)
}

fn common(kind: io::ErrorKind) -> Option<Text> {
    const NOT_FOUND: Text = Text {
        en: "no such file or folder",
        fr: "fichier ou dossier introuvable",
    };
    const DENIED: Text = Text {
        en: "permission denied",
        fr: "accès refusé",
    };
    const FOLDER: Text = Text {
        en: "it is a folder",
        fr: "c'est un dossier",
    };
    const FULL: Text = Text {
        en: "no space is left on the disk",
        fr: "il n'y a plus de place sur le disque",
    };
    const OTHER: Text = Text {
        en: "something else stands there",
        fr: "autre chose s'y trouve déjà",
    };
    const NO_FOLDER: Text = Text {
        en: "a part of the path is no folder",
        fr: "une partie du chemin n'est pas un dossier",
    };
    const READ_ONLY: Text = Text {
        en: "the disk can only be read",
        fr: "le disque est en lecture seule",
    };
    Some(match kind {
        io::ErrorKind::NotFound => NOT_FOUND,
        io::ErrorKind::PermissionDenied => DENIED,
        io::ErrorKind::IsADirectory => FOLDER,
        io::ErrorKind::StorageFull => FULL,
        io::ErrorKind::AlreadyExists => OTHER,
        io::ErrorKind::NotADirectory => NO_FOLDER,
        io::ErrorKind::ReadOnlyFilesystem => READ_ONLY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn common_faults_are_said_in_both_languages_and_others_by_the_system() {
        let said = |error: io::Error, lang| {
            let text = Text {
                en: "{cause}",
                fr: "{cause}",
            };
            text.with("cause", words(error)).render(lang)
        };
        // 28 is « no space left » of the system.
        let full = || io::Error::from_raw_os_error(28);
        assert_eq!(said(full(), Lang::En), "no space is left on the disk");
        assert_eq!(
            said(full(), Lang::Fr),
            "il n'y a plus de place sur le disque"
        );
        let denied = io::ErrorKind::PermissionDenied;
        assert_eq!(said(denied.into(), Lang::Fr), "accès refusé");
        let own = io::Error::new(denied, "locked by another");
        assert_eq!(said(own, Lang::Fr), "locked by another");
        let other = io::ErrorKind::TimedOut;
        assert_eq!(said(other.into(), Lang::Fr), other.to_string());
    }
}
