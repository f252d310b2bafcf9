//! `qms completions`: the script that makes a shell propose codes, types and rules.

use super::{Answer, Context, Exit, Failure, completion, french::French};
use crate::report::json;
use serde_json::Value;

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Donner le script de complétion d'un shell"),
    ("shell", "Le shell"),
];

/// The shells that can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// elvish
    Elvish,
}

impl Shell {
    /// Its name, and that of its file in `completions/`.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Shell::Bash => ("bash", "qms.bash"),
            Shell::Zsh => ("zsh", "_qms"),
            Shell::Fish => ("fish", "qms.fish"),
            Shell::Powershell => ("powershell", "_qms.ps1"),
            Shell::Elvish => ("elvish", "qms.elv"),
        }
    }
}

/// Runs it.
pub fn run(args: &Completions, ctx: &Context) -> Result<Answer, Failure> {
    let (name, _) = args.shell.names();
    let script = String::from_utf8_lossy(&completion::script(name)).into_owned();
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("shell", Value::from(name)),
                ("script", Value::from(&*script)),
            ])
        },
        |_| script.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn the_scripts_of_the_repository_are_those_that_are_printed() {
        for shell in Shell::value_variants() {
            let (name, file) = shell.names();
            let expected = expect_test::ExpectFile {
                path: std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("completions")
                    .join(file),
                position: file!(),
            };
            expected.assert_eq(&String::from_utf8_lossy(&completion::script(name)));
        }
    }
}
