//! What `qms verify` says, in the words of a test.

use super::stage::Stage;
use crate::sandbox::ended;
use serde_json::Value;

/// How a verification ended.
#[derive(Debug)]
pub struct Verdict {
    /// The exit code.
    pub exit: i32,
    /// The whole answer.
    pub json: Value,
}

impl Stage {
    /// Verifies what is checked out, as a reader who knows the trust root and has seen nothing yet.
    pub fn verify(&self) -> Verdict {
        self.verify_with(&[], &[])
    }

    /// Verifies with what this clone remembers.
    pub fn verify_again(&self) -> Verdict {
        self.verify_in(&[], &[])
    }

    /// Verifies with more arguments and variables, without what this clone remembers.
    pub fn verify_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Verdict {
        let _ = std::fs::remove_file(self.dot_git("qms/verified"));
        self.verify_in(arguments, variables)
    }

    /// Verifies with more arguments and variables.
    pub fn verify_in(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Verdict {
        let mut command = self.command(env!("CARGO_BIN_EXE_qms"), "referent");
        command.args(["verify", "--format", "json"]).args(arguments);
        command.envs(variables.iter().copied());
        let ended = ended(command);
        let json = serde_json::from_str(&ended.out)
            .unwrap_or_else(|_| panic!("no answer: {}{}", ended.out, ended.err));
        Verdict {
            exit: ended.code,
            json,
        }
    }
}

impl Verdict {
    fn rules(&self, severity: &str) -> Vec<&str> {
        let all = self.json["diagnostics"].as_array().expect("diagnostics");
        let mut rules: Vec<&str> = all
            .iter()
            .filter(|one| one["severity"] == severity)
            .filter_map(|one| one["rule"].as_str())
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// The rules broken, each once.
    pub fn errors(&self) -> Vec<&str> {
        self.rules("error")
    }

    /// The rules of warnings, each once.
    pub fn warnings(&self) -> Vec<&str> {
        self.rules("warning")
    }

    /// The rules of what is told as information.
    pub fn infos(&self) -> Vec<&str> {
        self.rules("info")
    }

    /// Everything is as it should be, without a word.
    pub fn conforms(&self) -> &Verdict {
        self.warns(&[])
    }

    /// It conforms, and these rules have something to say.
    pub fn warns(&self, rules: &[&str]) -> &Verdict {
        assert_eq!((self.exit, self.outcome()), (0, "conforming"), "{self}");
        assert_eq!(self.warnings(), rules, "{self}");
        self
    }

    /// It does not conform, by these rules.
    pub fn refused(&self, rules: &[&str]) -> &Verdict {
        assert_eq!((self.exit, self.outcome()), (1, "not-conforming"), "{self}");
        assert_eq!(self.errors(), rules, "{self}");
        self
    }

    /// It does not conform, by these rules at this commit.
    pub fn refused_at(&self, commit: &str, rules: &[&str]) -> &Verdict {
        self.refused(rules);
        let all = self.json["diagnostics"].as_array().expect("diagnostics");
        let here = all.iter().filter(|one| one["severity"] == "error");
        let elsewhere: Vec<&Value> = here.filter(|one| one["commit"] != commit).collect();
        assert!(elsewhere.is_empty(), "not at {commit}: {self}");
        self
    }

    /// Nothing can be said of it.
    pub fn not_verifiable(&self) -> &Verdict {
        assert_eq!((self.exit, self.outcome()), (2, "not-verifiable"), "{self}");
        assert_eq!(self.json["verified"], false);
        self
    }

    fn outcome(&self) -> &str {
        self.json["outcome"].as_str().unwrap_or_default()
    }

    /// The acts that count, as words in the order of the alphabet.
    pub fn valid_acts(&self) -> Vec<String> {
        let all = self.json["acts"].as_array().expect("acts");
        let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        let valid = all.iter().filter(|one| one["valid"] == true);
        let mut words: Vec<String> = valid
            .map(|one| ["act", "code", "actor"].map(|key| word(one, key)).join(" "))
            .collect();
        words.sort();
        words
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "exit {}, {}", self.exit, self.outcome())?;
        for one in self.json["diagnostics"].as_array().into_iter().flatten() {
            writeln!(
                f,
                "{} {} {} {}: {}",
                one["severity"], one["rule"], one["commit"], one["path"], one["message"]
            )?;
        }
        writeln!(f, "{}", self.json["error"])
    }
}
