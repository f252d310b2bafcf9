//! What the environment may say: who the user is and how they sign, never which repository or which objects are read.

use std::env;
use std::path::PathBuf;

use gix::open::{Options, Permissions, permissions};
use gix::sec::Permission;

/// Sections of git's configuration that `git -c` style variables may set; none of them changes what is read.
const PERSONAL: [&str; 6] = [
    "user.",
    "author.",
    "committer.",
    "gpg.",
    "commit.",
    "core.editor",
];

/// Options to open a repository by its own files and the user's configuration alone.
///
/// Replacement refs and the commit-graph are switched off, since both can make history look other than it is.
pub(super) fn options(extra: &[String]) -> Options {
    let mut config = permissions::Config {
        env: false,
        ..permissions::Config::all()
    };
    let mut options = Options::default();
    // `GIT_*` is denied as a whole, so the two variables that name the user's own files are obeyed here.
    let system = match env::var_os("GIT_CONFIG_NOSYSTEM") {
        Some(value) if !matches!(value.to_str(), Some("" | "0" | "false" | "no" | "off")) => {
            config.system = false;
            None
        }
        _ => env::var_os("GIT_CONFIG_SYSTEM").map(PathBuf::from),
    };
    match env::var_os("GIT_CONFIG_GLOBAL").map(PathBuf::from) {
        Some(global) => {
            // The library reads two files in this order before the repository's: they take the place of system and user.
            let system = system.unwrap_or_else(|| PathBuf::from("/etc/gitconfig"));
            if config.system {
                config.git_binary = true;
                options = options.git_installation_config_path(system);
            }
            config.system = true;
            config.git = false;
            config.user = false;
            options = options.system_config_path(global);
        }
        None => {
            if let Some(system) = system {
                options = options.system_config_path(system);
            }
        }
    }
    let deny = Permission::Deny;
    let env = permissions::Environment {
        objects: deny,
        git_prefix: deny,
        other: deny,
        ssh_prefix: deny,
        http_transport: deny,
        ..permissions::Environment::all()
    };
    let attributes = permissions::Attributes::all();
    // Line endings that do not survive a round trip are git's warning to its user, not a reason to refuse to compare.
    let overrides = [
        "core.useReplaceRefs=false",
        "core.commitGraph=false",
        "core.safecrlf=false",
    ];
    options
        .permissions(Permissions {
            env,
            config,
            attributes,
        })
        .cli_overrides(personal_settings())
        .config_overrides(
            overrides
                .into_iter()
                .map(str::to_owned)
                .chain(extra.iter().cloned()),
        )
}

/// The index that git names to a hook while it makes a commit of some files only. It says which files are judged,
/// never which repository or objects are read.
pub(super) fn index_file() -> Option<PathBuf> {
    env::var_os("GIT_INDEX_FILE").map(PathBuf::from)
}

fn personal_settings() -> Vec<String> {
    let count: usize = env::var("GIT_CONFIG_COUNT")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(0);
    let mut settings = Vec::new();
    for index in 0..count.min(1000) {
        let key = env::var(format!("GIT_CONFIG_KEY_{index}"));
        let value = env::var(format!("GIT_CONFIG_VALUE_{index}"));
        if let (Ok(key), Ok(value)) = (key, value)
            && PERSONAL
                .iter()
                .any(|section| key.to_ascii_lowercase().starts_with(section))
        {
            settings.push(format!("{key}={value}"));
        }
    }
    settings
}
