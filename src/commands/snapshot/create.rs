//! `qms snapshot create`: the tag first, then the act that enters it in the ledger.

use super::super::decide::{How, committed, first_use, published, refused};
use super::super::ground::{history_failure, no_date_or_revision, tip_of};
use super::super::signer::{acting, in_effect};
use super::super::signing::{plan_failure, ready};
use super::super::{Answer, Context, Exit, Failure};
use super::make::{Maker, shown};
use super::{resume, state};
use crate::acts::snapshot::{Made, plan};
use crate::acts::{Plan, Situation};
use crate::history::words::short;
use crate::history::{self, History, Reading};
use crate::model::act::ActKind;
use crate::model::snapshot::SnapshotName;
use crate::parse::trailers;
use crate::report::json;
use crate::repository::{CommitId, Identity, PlanError, Repository, WriteError};
use crate::rules::{self, Softening};
use crate::text::Text;
use serde_json::json;

/// How often the ledger entry is judged again when others commit meanwhile.
const RETRIES: u8 = 5;

/// Seal the state of the last commit by a signed tag, and enter it in the ledger
#[derive(Debug, clap::Args)]
#[command(alias = "creer")]
pub struct Create {
    /// Its name: letters without accents, digits, `.`, `_`, `-`
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    how: How,
}

/// What a run did, or would do.
struct Done {
    made: Made,
    plan: Plan,
    /// The text that was sealed.
    text: String,
    commit: Option<CommitId>,
}

/// Runs it.
pub fn run(args: &Create, ctx: &Context) -> Result<Answer, Failure> {
    if !args.how.dry_run || ctx.options.at.is_some() {
        no_date_or_revision(ctx)?;
    }
    let name = state::name(&args.name)?;
    let repository = ctx.document_repository()?;
    let mut tries = 0;
    loop {
        match once(ctx, &args.how, repository, &name) {
            // The tag stays where it was made: what others did since does not change what it says.
            Err(PlanError::Write(WriteError::TipMoved { .. })) if tries < RETRIES => tries += 1,
            Err(error) => return Err(plan_failure(error)),
            Ok(done) => return answer(ctx, repository, &name, &done),
        }
    }
}

fn once(
    ctx: &Context,
    how: &How,
    repository: &Repository,
    name: &SnapshotName,
) -> Result<Done, PlanError<Failure>> {
    let refuse = PlanError::Refused;
    let lock = ready(ctx, repository).map_err(refuse)?;
    let tip = tip_of(repository).map_err(refuse)?;
    let tree = repository.tree_of(tip);
    let corpus = ctx.load_whole(&tree).map_err(refuse)?;
    let history = history::read(repository, tip, &Reading::at(ctx.now()))
        .map_err(|error| refuse(history_failure(error)))?;
    if !how.dry_run {
        first_use(ctx, repository, &history).map_err(refuse)?;
    }
    let (actor, key) = acting(ctx, &corpus).map_err(refuse)?;
    let day = ctx.options.as_of.unwrap_or_else(|| history.day(ctx.now()));
    let known = in_effect(&history, &actor.id.value, &key, day).map_err(refuse)?;
    sound(&history).map_err(refuse)?;
    let findings = rules::run(&corpus, Softening::None);
    let situation = Situation {
        tree: &tree,
        corpus: &corpus,
        history: &history,
        actor: &known.actor,
        day,
        findings: &findings,
    };
    let left = resume::left_by_a_stopped_run(ctx, repository, &situation, name).map_err(refuse)?;
    let maker = Maker {
        ctx,
        how,
        repository,
        lock: &lock,
        key: &key,
        identity: Identity {
            name: known.actor.name.value.clone(),
            email: known.actor.email.value.clone(),
        },
    };
    let (made, text) = match left {
        Some(left) => left,
        None => maker.tag(&situation, name)?,
    };
    let plan = plan(&situation, &made).map_err(|refusal| refuse(refused(refusal)))?;
    committed(repository, &plan).map_err(refuse)?;
    let commit = match how.dry_run {
        true => None,
        false => Some(maker.enter(&situation, &plan)?),
    };
    Ok(Done {
        made,
        plan,
        text,
        commit,
    })
}

/// A snapshot rests on all acts before it: none of them may be in doubt.
fn sound(history: &History) -> Result<(), Failure> {
    const TEXT: Text = Text {
        en: "the history has a fault at commit {commit}: a snapshot would seal it",
        fr: "l'historique a un défaut au commit {commit}\u{a0}: un instantané le scellerait",
    };
    const HELP: Text = Text {
        en: "`qms verify` says what is wrong, and what puts it right",
        fr: "`qms verify` dit ce qui ne va pas, et ce qui le répare",
    };
    match state::open_faults(history).first() {
        None => Ok(()),
        Some((commit, fact)) => Err(Failure::refused(
            fact.rule(),
            TEXT.with("commit", short(&commit.to_string())),
        )
        .help(HELP)),
    }
}

fn answer(
    ctx: &Context,
    repository: &Repository,
    name: &SnapshotName,
    done: &Done,
) -> Result<Answer, Failure> {
    const DONE: Text = Text {
        en: "snapshot {name} of commit {state}\n  tag {tag}, signed and verified\n  SHA-512 {seal}\n  entered in the ledger by commit {commit}",
        fr: "instantané {name} du commit {state}\n  étiquette {tag}, signée et vérifiée\n  SHA-512 {seal}\n  inscrit au registre par le commit {commit}",
    };
    const PUBLISHED: Text = Text {
        en: "  not yet published: git push origin HEAD {name}",
        fr: "  pas encore publié\u{a0}: git push origin HEAD {name}",
    };
    const WOULD: Text = Text {
        en: "this may be done; nothing was changed",
        fr: "ceci peut être fait\u{a0}; rien n'a été modifié",
    };
    let public = done
        .commit
        .is_some_and(|commit| published(repository, commit));
    let paths: Vec<&str> = done
        .plan
        .edits
        .iter()
        .map(|edit| edit.path.as_str())
        .collect();
    let made = &done.made;
    let body = json::body([
        ("act", json!(ActKind::Snapshot.as_str())),
        (
            "commit",
            json!(done.commit.map(|commit| commit.to_string())),
        ),
        ("codes", json!([name.as_str()])),
        ("paths", json!(paths)),
        ("statement", json!(trailers::write(&done.plan.statements))),
        ("published", json!(public)),
        ("tag", json!(done.commit.map(|_| made.object.clone()))),
        ("state", json!(made.commit.to_string())),
        ("sha512", json!(made.seal.to_string())),
        ("manifest", json!(done.text)),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| {
            let lang = style.lang;
            match done.commit {
                None => format!("{}{}\n", shown(&done.text), WOULD.get(lang)),
                Some(commit) => {
                    let mut text = DONE
                        .with("name", name.as_str())
                        .with("state", short(&made.commit.to_string()))
                        .with("tag", short(&made.object))
                        .with("seal", made.seal.to_string())
                        .with("commit", short(&commit.to_string()))
                        .render(lang)
                        + "\n";
                    if !public {
                        text.push_str(&PUBLISHED.with("name", name.as_str()).render(lang));
                        text.push('\n');
                    }
                    text
                }
            }
        },
    )
}
