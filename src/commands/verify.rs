//! `qms verify`: the signatures and acts, on the history.

use super::findings::{self, Findings, Judged};
use super::ground::history_failure;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French, snapshot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{self, ActRecord, Fact, Finding, History, HistoryError, Pins, RootSource};
use crate::report::diagnostics::Sources;
use crate::report::verification::{self, Ended, Outcome, Trust};
use crate::report::{Summary, json};
use crate::repository::{CommitId, ObjectError, Repository};
use crate::rules;
use crate::text::Text;
use serde_json::{Map, Value, json};

/// Verify the whole history: signatures, acts, register, offline
#[derive(Debug, clap::Args)]
#[command(alias = "verifier")]
pub struct Verify {
    /// What to verify; by default what is checked out
    #[arg(value_name = "REV")]
    revision: Option<String>,
    /// The commit in which trust begins, in full, as `qms init` printed it
    #[arg(long, value_name = "COMMIT")]
    trust_root: Option<String>,
    /// Verify again what was verified here before
    #[arg(long)]
    full: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Vérifier tout l'historique\u{a0}: signatures, actes, registre, hors ligne",
    ),
    (
        "revision",
        "Ce qui est vérifié\u{a0}; par défaut, ce qui est extrait",
    ),
    (
        "trust_root",
        "Le commit où commence la confiance, en entier, tel que `qms init` l'a affiché",
    ),
    ("full", "Vérifier à nouveau ce qui l'a déjà été ici"),
];

/// Runs it.
pub fn run(args: &Verify, ctx: &Context) -> Result<Answer, Failure> {
    if ctx.options.as_of.is_some() {
        return Err(Failure::could_not_run(FailureKind::Usage, NO_DAY));
    }
    let root = args.trust_root.as_deref().map(trust_root).transpose()?;
    let repository = ctx.repository()?;
    let asked = args.revision.as_deref().or(ctx.options.at.as_deref());
    let target = target(ctx, repository, asked)?;
    let keep = if args.full { Keep::Anew } else { Keep::InClone };
    match verify(ctx, repository, &target, root, keep) {
        Ok(verified) => answer(ctx, repository, &verified),
        Err(Unverifiable::History(error)) => not_verifiable(ctx, &target, root, error),
        Err(Unverifiable::Tags(failure)) => unreadable_tags(ctx, &target, *failure),
    }
}

const NO_DAY: Text = Text {
    en: "a history is verified as of now: `--as-of` says nothing here",
    fr: "un historique se vérifie au jour présent\u{a0}: `--as-of` n'a pas de sens ici",
};

/// What is verified: a commit, and the full name of the reference that led to it.
pub struct Target {
    /// The commit.
    pub tip: CommitId,
    /// The reference, where it is one.
    pub name: Option<String>,
}

/// What a verification leaves in the clone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The trust root that was met, and the tip that conformed.
    InClone,
    /// The same, of all that is read again.
    Anew,
    /// Nothing: what was read may not stay.
    Nothing,
}

/// A history with all that is wrong with it.
pub struct Verified {
    /// The history.
    pub history: History,
    /// What is wrong, in the history and in the clone.
    pub findings: Vec<Finding>,
    /// What is wrong with its audit tags.
    pub tags: Vec<Diagnostic>,
    /// What it begins with.
    pub trust: Trust,
}

/// Why nothing can be said.
pub enum Unverifiable {
    /// The history cannot be judged.
    History(HistoryError),
    /// The audit tags cannot.
    Tags(Box<Failure>),
}

impl From<HistoryError> for Unverifiable {
    fn from(error: HistoryError) -> Unverifiable {
        Unverifiable::History(error)
    }
}

impl From<ObjectError> for Unverifiable {
    fn from(error: ObjectError) -> Unverifiable {
        Unverifiable::History(error.into())
    }
}

impl Unverifiable {
    /// As the failure of another command.
    pub fn failure(self) -> Failure {
        match self {
            Unverifiable::History(error) => history_failure(error),
            Unverifiable::Tags(failure) => *failure,
        }
    }
}

/// Reads a history and looks at what this clone knows of it.
///
/// # Errors
/// It cannot be judged.
pub fn verify(
    ctx: &Context,
    repository: &Repository,
    target: &Target,
    root: Option<CommitId>,
    keep: Keep,
) -> Result<Verified, Unverifiable> {
    let reading = history::Reading {
        now: ctx.now(),
        root,
    };
    let history = match keep {
        Keep::InClone => {
            history::read_on(repository, target.name.as_deref(), target.tip, &reading)?
        }
        Keep::Anew | Keep::Nothing => history::read(repository, target.tip, &reading)?,
    };
    let mut findings = history.findings().to_vec();
    let mut pins = Pins::read(repository);
    if let Some(name) = &target.name
        && let Some(before) = history::rewound(repository, &pins, name, target.tip)?
    {
        findings.push(Finding {
            commit: Some(target.tip),
            ..Finding::of_clone(Fact::Rewound(before))
        });
    }
    let trust = Trust {
        commit: history.root().commit.to_string(),
        fingerprint: history.root_key().to_owned(),
        source: history.root().source,
    };
    // A clone that can only be read keeps nothing, and is verified all the same.
    if keep != Keep::Nothing && history.root().source == RootSource::FirstUse {
        let _ = history::pin(repository, history.root().commit);
    }
    let tags = snapshot::findings(ctx, repository, &history)
        .map_err(|failure| Unverifiable::Tags(Box::new(failure)))?;
    let conforms = tags.is_empty()
        && findings
            .iter()
            .all(|finding| finding.severity != Severity::Error);
    let keeps = conforms && keep != Keep::Nothing;
    if let Some(name) = target.name.as_ref().filter(|_| keeps) {
        let _ = pins.keep(repository, name, target.tip);
        let _ = history::remember(repository, name, &history);
    }
    Ok(Verified {
        history,
        findings,
        tags,
        trust,
    })
}

/// A trust root is named in full: the beginning of an id can be met on purpose.
pub fn trust_root(text: &str) -> Result<CommitId, Failure> {
    const TEXT: Text = Text {
        en: "`{text}` is not a commit id in full (40 or 64 hexadecimal digits)",
        fr: "`{text}` n'est pas un identifiant de commit complet (40 ou 64 chiffres hexadécimaux)",
    };
    const HELP: Text = Text {
        en: "take the one that `qms init` printed, from where it was noted outside the repository",
        fr: "prendre celui que `qms init` a affiché, là où il a été noté hors du dépôt",
    };
    text.trim()
        .parse()
        .map_err(|_| Failure::could_not_run(FailureKind::Usage, TEXT.with("text", text)).help(HELP))
}

/// The commit that is meant. A short name that is both a branch and a tag means neither.
fn target(ctx: &Context, repository: &Repository, asked: Option<&str>) -> Result<Target, Failure> {
    const EMPTY: Text = Text {
        en: "there is no commit yet",
        fr: "il n'y a pas encore de commit",
    };
    const SEVERAL: Text = Text {
        en: "`{revision}` is the name of several references: {names}",
        fr: "`{revision}` est le nom de plusieurs références\u{a0}: {names}",
    };
    const FULL: Text = Text {
        en: "name the one that is meant in full",
        fr: "nommer en entier celle qui est voulue",
    };
    let Some(asked) = asked.filter(|asked| *asked != "HEAD") else {
        let head = repository.head().map_err(|error| {
            Failure::could_not_run(
                FailureKind::NotVerifiable,
                Text {
                    en: "HEAD cannot be read: {cause}",
                    fr: "HEAD est illisible\u{a0}: {cause}",
                }
                .with("cause", error.to_string()),
            )
        })?;
        let Some(tip) = head.tip else {
            return Err(Failure::could_not_run(FailureKind::NotVerifiable, EMPTY));
        };
        return Ok(Target {
            tip,
            name: head.branch,
        });
    };
    let names = [
        asked.to_owned(),
        format!("refs/heads/{asked}"),
        format!("refs/tags/{asked}"),
        format!("refs/remotes/{asked}"),
    ];
    let all = repository
        .references("refs/")
        .map_err(|error| Failure::io("git", error))?;
    let meant: Vec<&String> = names
        .iter()
        .filter(|name| all.iter().any(|(known, _)| known == *name))
        .collect();
    match meant.as_slice() {
        [name] => Ok(Target {
            tip: ctx.resolve(name)?,
            name: Some((*name).clone()),
        }),
        [] => Ok(Target {
            tip: ctx.resolve(asked)?,
            name: None,
        }),
        several => {
            let names: Vec<String> = several.iter().map(|name| format!("`{name}`")).collect();
            let message = SEVERAL.with("revision", asked).with("names", names);
            Err(Failure::could_not_run(FailureKind::Usage, message).help(FULL))
        }
    }
}

/// The findings, worded and in order.
pub fn diagnostics(findings: &[Finding], tip: CommitId) -> Vec<Diagnostic> {
    let tip = tip.to_string();
    let mut found: Vec<Diagnostic> = findings
        .iter()
        .map(|finding| rules::word(finding, &tip))
        .collect();
    found.sort_by(|a, b| (a.sort_key(), &a.commit).cmp(&(b.sort_key(), &b.commit)));
    found.dedup();
    found
}

/// Everything that is wrong, tags included.
pub fn all(verified: &Verified) -> Vec<Diagnostic> {
    let mut found = diagnostics(&verified.findings, verified.history.tip());
    found.extend(verified.tags.iter().cloned());
    found
}

fn answer(ctx: &Context, repository: &Repository, verified: &Verified) -> Result<Answer, Failure> {
    let history = &verified.history;
    let found = all(verified);
    let summary = Summary {
        commits: history.commits(),
        signatures: history.signatures(),
        ..Summary::of(&found)
    };
    let (outcome, exit) = match summary.errors {
        0 => (Outcome::Conforming, Exit::Done),
        _ => (Outcome::NotConforming, Exit::Found),
    };
    let tree = repository.tree_of(history.tip());
    let sources = Sources::of(&found, |path| tree.read_path(path).ok().flatten());
    let findings = Findings {
        judged: Judged::History,
        all: &found,
        sources: &sources,
        fails: Severity::Error,
    };
    findings::answer(
        ctx,
        exit,
        &findings,
        || {
            let acts: Vec<Value> = history.acts().iter().map(act).collect();
            body(
                ctx,
                history.tip(),
                outcome,
                Some(&verified.trust),
                &found,
                &summary,
                acts,
            )
        },
        |style| {
            let end = Ended {
                outcome,
                trust: &verified.trust,
                tip: history.tip().to_string(),
                summary,
            };
            verification::text(&found, &sources, &end, style)
        },
    )
}

fn body(
    ctx: &Context,
    tip: CommitId,
    outcome: Outcome,
    trust: Option<&Trust>,
    found: &[Diagnostic],
    summary: &Summary,
    acts: Vec<Value>,
) -> Map<String, Value> {
    let found: Vec<Value> = found
        .iter()
        .map(|diagnostic| json::diagnostic(diagnostic, None, ctx.lang))
        .collect();
    json::body([
        ("revision", json!(tip.to_string())),
        ("verified", json!(outcome == Outcome::Conforming)),
        ("outcome", json!(outcome.as_str())),
        ("trust_root", json!(trust.map(Trust::json))),
        ("diagnostics", Value::Array(found)),
        ("summary", json::summary(summary)),
        ("acts", Value::Array(acts)),
    ])
}

fn act(record: &ActRecord) -> Value {
    let mut rules: Vec<&str> = record
        .breaches
        .iter()
        .map(|breach| breach.fact.rule())
        .collect();
    rules.sort_unstable();
    rules.dedup();
    json!({
        "commit": record.commit.to_string(),
        "act": record.statement.act.as_str(),
        "code": record.statement.code,
        "actor": record.statement.actor,
        "role": record.statement.role,
        "date": record.day.to_string(),
        "signature": record.signer.as_str(),
        "valid": record.counts(),
        "rules": rules,
    })
}

/// A history that does not come from the trust root does not conform; one that cannot be read to
/// its beginning is not verifiable, whatever else was found.
fn not_verifiable(
    ctx: &Context,
    target: &Target,
    root: Option<CommitId>,
    error: HistoryError,
) -> Result<Answer, Failure> {
    let outcome = match error {
        HistoryError::RootElsewhere(_)
        | HistoryError::NotFromRoot(_)
        | HistoryError::RootUnsigned(_)
        | HistoryError::RootRegister(..) => Outcome::NotConforming,
        _ => Outcome::NotVerifiable,
    };
    let mut failure = history_failure(error);
    if outcome == Outcome::NotConforming {
        failure = failure.exit(Exit::Found);
    }
    ended(ctx, target, root, outcome, failure)
}

/// Audit tags that cannot be read leave the whole unverified.
fn unreadable_tags(ctx: &Context, target: &Target, failure: Failure) -> Result<Answer, Failure> {
    ended(ctx, target, None, Outcome::NotVerifiable, failure)
}

fn ended(
    ctx: &Context,
    target: &Target,
    root: Option<CommitId>,
    outcome: Outcome,
    failure: Failure,
) -> Result<Answer, Failure> {
    if ctx.options.format != Some(super::options::Format::Json) {
        return Err(failure);
    }
    let found: Vec<Diagnostic> = failure
        .rule
        .map(|rule| Diagnostic {
            rule,
            severity: Severity::Error,
            place: None,
            code: None,
            commit: root.map(|root| root.to_string()),
            message: failure.message.clone(),
            help: failure.help.clone(),
        })
        .into_iter()
        .collect();
    let mut answer = body(
        ctx,
        target.tip,
        outcome,
        None,
        &found,
        &Summary::of(&found),
        Vec::new(),
    );
    answer.insert("error".to_owned(), ctx.error_json(&failure));
    ctx.answer(failure.exit, || answer, |_| String::new())
}
