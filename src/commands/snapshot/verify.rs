//! `qms snapshot verify`: the tag, the ledger and the manifest held against the acts.

use super::super::ground::history_failure;
use super::super::ground::tip_of;
use super::super::{Answer, Context, Exit, Failure, FailureKind};
use super::examine;
use super::list::element;
use super::state::{self, Known, Verdict};
use crate::diagnostic::Diagnostic;
use crate::history::{self, Reading, RootSource, TrustRoot};
use crate::model::snapshot::Manifest;
use crate::report::diagnostics::{Sources, human};
use crate::report::{Summary, json};
use crate::repository::{CommitId, TagId, is_file, read_input};
use crate::text::Text;
use serde_json::{Value, json};
use std::path::Path;

/// No archive is read that would not fit into memory.
const LARGEST: u64 = 4 << 30;

/// Verify a snapshot of this repository, or an archive
#[derive(Debug, clap::Args)]
#[command(alias = "verifier")]
pub struct Verify {
    /// Its name, or the file of the archive
    #[arg(value_name = "FILE|NAME")]
    what: String,
    /// The trust root, known from outside
    #[arg(long, value_name = "COMMIT")]
    trust_root: Option<String>,
}

/// What was verified, and what was found.
pub(super) struct Verified {
    /// For programs.
    pub snapshot: Value,
    /// What the tag says, where it says something.
    pub manifest: Option<Manifest>,
    /// The tag object, where there is one.
    pub tag: Option<TagId>,
    /// Where trust begins.
    pub root: TrustRoot,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

/// Runs it.
pub fn run(args: &Verify, ctx: &Context) -> Result<Answer, Failure> {
    let given = args.trust_root.as_deref().map(root).transpose()?;
    let path = ctx.folder_of_reader().join(&args.what);
    // What could be both is the snapshot: a file is named by its extension or its folder.
    let verified = if is_file(&path) && args.what.contains(['.', '/', '\\']) {
        file(ctx, &path, given)?
    } else {
        named(ctx, &args.what, given)?
    };
    answer(ctx, verified)
}

/// Verifies an archive from its bytes and a trust root alone.
fn file(ctx: &Context, path: &Path, given: Option<CommitId>) -> Result<Verified, Failure> {
    const LARGE: Text = Text {
        en: "`{path}` is larger than any archive that is read here",
        fr: "`{path}` est plus grand que toute archive lue ici",
    };
    let shown = path.display().to_string();
    let root = trusted(ctx, given)?;
    let bytes = read_input(path, LARGEST)
        .map_err(|error| Failure::io(&shown, error))?
        .ok_or_else(|| {
            Failure::could_not_run(
                FailureKind::NotVerifiable,
                LARGE.with("path", shown.as_str()),
            )
        })?;
    let examined = examine::examine(ctx, &bytes, root.commit)?;
    let verdict = Verdict {
        judged: None,
        at: None,
        faults: Vec::new(),
    };
    let (tag, verdict) = match examined.judged {
        None => (None, verdict),
        Some((tag, judged)) => {
            let judged = Some(judged);
            (Some(tag), Verdict { judged, ..verdict })
        }
    };
    let known = Known {
        name: tag.as_ref().map(|tag| tag.name.clone()).unwrap_or_default(),
        entry: None,
        reference: None,
        tag,
    };
    let mut snapshot = element(&known, &verdict);
    // The ledger is a later commit than the tag: an archive says nothing of it.
    snapshot["in_ledger"] = Value::Null;
    snapshot["valid"] = json!(examined.findings.is_empty());
    Ok(Verified {
        snapshot,
        manifest: examined.manifest,
        tag: known.tag.map(|tag| tag.id),
        root,
        findings: examined.findings,
    })
}

/// The trust root of an archive: given, or kept in the clone that the reader is in.
fn trusted(ctx: &Context, given: Option<CommitId>) -> Result<TrustRoot, Failure> {
    const NONE: Text = Text {
        en: "an archive cannot say itself where trust begins",
        fr: "une archive ne peut pas dire elle-même où commence la confiance",
    };
    const HELP: Text = Text {
        en: "give the commit that the administrator noted: `--trust-root COMMIT`",
        fr: "donner le commit que l'administrateur a noté\u{a0}: `--trust-root COMMIT`",
    };
    const PINNED: Text = Text {
        en: "trust root {root}, which this clone keeps",
        fr: "racine de confiance {root}, que ce clone conserve",
    };
    if let Some(commit) = given {
        return Ok(TrustRoot {
            commit,
            source: RootSource::Argument,
        });
    }
    let kept = match ctx.repository() {
        Ok(repository) => history::pinned(repository).map_err(history_failure)?,
        Err(_) => None,
    };
    let commit =
        kept.ok_or_else(|| Failure::could_not_run(FailureKind::NotVerifiable, NONE).help(HELP))?;
    ctx.say(PINNED.with("root", commit.to_string()));
    Ok(TrustRoot {
        commit,
        source: RootSource::Pinned,
    })
}

/// The id of a trust root as it was noted outside.
fn root(typed: &str) -> Result<CommitId, Failure> {
    const TEXT: Text = Text {
        en: "`{root}` is not the whole id of a commit",
        fr: "`{root}` n'est pas l'identifiant complet d'un commit",
    };
    typed
        .parse()
        .map_err(|_| Failure::could_not_run(FailureKind::Usage, TEXT.with("root", typed)))
}

/// Verifies a snapshot of the repository.
pub(super) fn named(
    ctx: &Context,
    typed: &str,
    given: Option<CommitId>,
) -> Result<Verified, Failure> {
    const UNKNOWN: Text = Text {
        en: "no snapshot is called `{name}`, and no file",
        fr: "aucun instantané ne s'appelle `{name}`, et aucun fichier",
    };
    const HELP: Text = Text {
        en: "`qms snapshot list` shows the snapshots",
        fr: "`qms snapshot list` montre les instantanés",
    };
    let repository = ctx.document_repository()?;
    let tip = match ctx.revision()? {
        Some(commit) => commit,
        None => tip_of(repository)?,
    };
    let corpus = ctx.load_whole(&repository.tree_of(tip))?;
    let known = state::all(repository, &corpus)?;
    let known: &Known<'_> = known
        .iter()
        .find(|known| known.name == typed)
        .ok_or_else(|| Failure::not_found(UNKNOWN.with("name", typed)).help(HELP))?;
    let reading = Reading {
        now: ctx.now(),
        root: given,
    };
    let history = history::read(repository, tip, &reading).map_err(history_failure)?;
    let verdict = state::verdict(ctx, repository, &history, known)?;
    let mut findings: Vec<Diagnostic> = verdict
        .faults
        .iter()
        .map(|fault| state::finding(&known.name, fault))
        .collect();
    let snapshot = element(known, &verdict);
    let judged = verdict.judged;
    let manifest = judged.as_ref().and_then(|judged| judged.manifest.clone());
    let commit = judged
        .as_ref()
        .filter(|judged| judged.faults.is_empty())
        .and_then(|judged| judged.commit);
    if let (Some(tag), Some(commit), Some(said)) = (&known.tag, commit, &manifest) {
        let at = match verdict.at {
            Some(at) => at,
            None => state::read_at(ctx, repository, commit, history.root().commit)?,
        };
        let corpus = ctx.load_whole(&repository.tree_of(commit))?;
        findings.extend(state::against_the_acts(&corpus, &at, tag, said));
    }
    Ok(Verified {
        snapshot,
        manifest,
        tag: known.tag.as_ref().map(|tag| tag.id),
        root: history.root().clone(),
        findings,
    })
}

/// The answer, whatever was verified.
pub(super) fn answer(ctx: &Context, verified: Verified) -> Result<Answer, Failure> {
    const HOLDS: Text = Text {
        en: "snapshot {name} holds: {count} documents in force on {day}, by {acts} acts, from the trust root {root}",
        fr: "l'instantané {name} tient\u{a0}: {count} documents en vigueur au {day}, par {acts} actes, depuis la racine de confiance {root}",
    };
    let Verified {
        snapshot,
        manifest,
        root,
        findings,
        ..
    } = verified;
    let valid = findings.is_empty();
    ctx.answer(
        if valid { Exit::Done } else { Exit::Found },
        || {
            let found: Vec<Value> = findings
                .iter()
                .map(|finding| json::diagnostic(finding, None, ctx.lang))
                .collect();
            json::body([
                ("valid", json!(valid)),
                ("snapshot", snapshot),
                (
                    "trust_root",
                    json!({"commit": root.commit.to_string(), "source": root.source.as_str()}),
                ),
                ("diagnostics", json!(found)),
                ("summary", json::summary(&Summary::of(&findings))),
            ])
        },
        |style| match (&manifest, valid) {
            (Some(said), true) => {
                let holds = HOLDS
                    .with("name", said.name.as_str())
                    .with("count", said.counts.in_force)
                    .with("day", said.day)
                    .with("acts", said.counts.acts)
                    .with("root", root.commit.to_string());
                format!("{}\n", holds.render(style.lang))
            }
            _ => human::findings(
                &findings,
                &Sources::default(),
                &Summary::of(&findings),
                style,
            ),
        },
    )
}
