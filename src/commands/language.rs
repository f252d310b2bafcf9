//! Which language to speak, known before the arguments are read: errors and help need it.

use super::Environment;
use super::root::find_root;
use crate::text::Lang;
use std::ffi::OsStr;
use std::path::PathBuf;

/// `--lang` > `QMS_LANG` > `langue` in qms.yaml > `LC_ALL`, `LC_MESSAGES`, `LANG` > French (20-cli).
pub fn choose(environment: &Environment) -> Lang {
    option(environment, "--lang", None)
        .and_then(|value| value.to_str()?.parse().ok())
        .or_else(|| environment.variable("QMS_LANG")?.parse().ok())
        .or_else(|| of_repository(environment))
        .or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| environment.variable(name))?
                .parse()
                .ok()
        })
        .unwrap_or(Lang::Fr)
}

/// The value of an option as typed, wherever it stands before `--`.
pub(super) fn option<'e>(
    environment: &'e Environment,
    long: &str,
    short: Option<&str>,
) -> Option<&'e OsStr> {
    let mut arguments = environment.arguments.iter().skip(1);
    while let Some(argument) = arguments.next() {
        let Some(text) = argument.to_str() else {
            continue;
        };
        if text == "--" {
            return None;
        }
        if text == long || Some(text) == short {
            return arguments.next().map(OsStr::new);
        }
        if let Some(value) = text
            .strip_prefix(long)
            .and_then(|rest| rest.strip_prefix('='))
        {
            return Some(OsStr::new(value));
        }
    }
    None
}

/// Only the line `langue:` counts here; the whole policy is read later.
fn of_repository(environment: &Environment) -> Option<Lang> {
    let folder = match option(environment, "--repo", Some("-C")) {
        Some(given) => environment.folder.clone().unwrap_or_default().join(given),
        None => environment.folder.clone()?,
    };
    let root: PathBuf = find_root(&folder)?;
    let bytes = crate::repository::Tree::WorkingTree(root)
        .read_path("qms.yaml")
        .ok()??;
    let text = String::from_utf8_lossy(&bytes);
    let value = text.lines().find_map(|line| line.strip_prefix("langue:"))?;
    value
        .split('#')
        .next()?
        .trim()
        .trim_matches(['"', '\''])
        .parse()
        .ok()
}
