//! Carrying out an act: judging it on the last commit, showing it, asking, signing, writing.

pub(super) mod show;

use super::ground::{history_failure, no_date_or_revision, tip_of};
use super::named::{self, Meant};
use super::signer::{acting, in_effect};
use super::signing::{plan_failure, ready, verified};
use super::{Answer, Context, Failure, FailureKind};
use crate::acts::preview::preview;
use crate::acts::thing::Thing;
use crate::acts::{Plan, Refusal, Situation};
use crate::corpus::{Corpus, Version};
use crate::history::words;
use crate::history::{self, History, Reading, RootSource, Signer};
use crate::parse::trailers::{self, Trailers};
use crate::repository::{
    CommitId, CommitPlan, Identity, Key, PathState, PlanError, RawCommit, Repository, Signing,
    Tree, WriteError,
};
use crate::rules::{self, Softening};
use crate::text::Text;

/// How often an act is judged again when others commit meanwhile.
const RETRIES: u8 = 5;

/// What every act takes.
#[derive(Debug, Clone, clap::Args)]
pub struct How {
    /// Say what would be done, and whether it may be
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Do not ask
    #[arg(long)]
    pub(super) yes: bool,
}

/// What an act does with the records, tickets and versions that were chosen.
pub type KeptPlanner<'p> = &'p dyn Fn(&Situation<'_>, &[Thing<'_>]) -> Result<Plan, Refusal>;

/// What an act does with the versions that were chosen.
pub type Planner<'p> = &'p dyn Fn(&Situation<'_>, &[Version<'_>]) -> Result<Plan, Refusal>;

/// On which versions an act is done.
pub enum Chosen<'c> {
    /// Those that these codes mean.
    Codes(&'c [String], Meant),
    /// The records, tickets or versions that these codes name.
    Kept(&'c [String]),
    /// Those that a look at the corpus gives; none is nothing to do.
    Found(&'c dyn for<'k> Fn(&'k Corpus) -> Vec<Thing<'k>>),
    /// On none: the act is about something else.
    Nothing,
}

/// Carries out an act on some versions: all, or none.
///
/// # Errors
/// The act is refused, cannot be judged, or could not be written; nothing was changed.
pub fn decide(
    ctx: &Context,
    how: &How,
    chosen: &Chosen<'_>,
    planner: Planner<'_>,
) -> Result<Answer, Failure> {
    decide_kept(ctx, how, chosen, &|situation, things| {
        let versions: Vec<Version<'_>> = things
            .iter()
            .filter_map(|thing| match thing {
                Thing::Version(version) => Some(*version),
                _ => None,
            })
            .collect();
        planner(situation, &versions)
    })
}

/// Carries out an act on records, tickets or versions: all, or none.
///
/// # Errors
/// The act is refused, cannot be judged, or could not be written; nothing was changed.
pub fn decide_kept(
    ctx: &Context,
    how: &How,
    chosen: &Chosen<'_>,
    planner: KeptPlanner<'_>,
) -> Result<Answer, Failure> {
    if !how.dry_run || ctx.options.at.is_some() {
        no_date_or_revision(ctx)?;
    }
    let repository = ctx.document_repository()?;
    let mut tries = 0;
    loop {
        match once(ctx, how, repository, chosen, planner) {
            Err(Ended::Moved) if tries < RETRIES => tries += 1,
            Err(Ended::Moved) => {
                return Err(plan_failure(PlanError::Write(WriteError::TipMoved {
                    found: None,
                })));
            }
            Err(Ended::Failed(failure)) => return Err(*failure),
            Ok(answer) => return Ok(answer),
        }
    }
}

/// Why one attempt came to nothing.
enum Ended {
    /// Somebody else committed: judge again.
    Moved,
    Failed(Box<Failure>),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Ended {
        Ended::Failed(Box::new(failure))
    }
}

fn once(
    ctx: &Context,
    how: &How,
    repository: &Repository,
    chosen: &Chosen<'_>,
    planner: KeptPlanner<'_>,
) -> Result<Answer, Ended> {
    let lock = ready(ctx, repository)?;
    let tip = tip_of(repository)?;
    let tree = repository.tree_of(tip);
    let corpus = ctx.load_whole(&tree)?;
    let things = match chosen {
        Chosen::Codes(codes, meant) => choose(ctx, &corpus, codes, *meant)?
            .into_iter()
            .map(Thing::Version)
            .collect(),
        Chosen::Kept(codes) => choose_kept(ctx, &corpus, codes)?,
        Chosen::Found(find) => find(&corpus),
        Chosen::Nothing => Vec::new(),
    };
    if things.is_empty() && !matches!(chosen, Chosen::Nothing) {
        return Ok(show::nothing(ctx)?);
    }
    // A fact that was just entered and not committed would be missed: that is said first.
    if matches!(chosen, Chosen::Kept(_)) {
        for thing in &things {
            clean(repository, &thing.file().path)?;
        }
    }
    let history =
        history::read(repository, tip, &Reading::at(ctx.now())).map_err(history_failure)?;
    if !how.dry_run {
        first_use(ctx, repository, &history)?;
    }
    let (actor, key) = acting(ctx, &corpus)?;
    let today = ctx.options.as_of.unwrap_or_else(|| history.day(ctx.now()));
    let known = in_effect(&history, &actor.id.value, &key, today)?;
    let findings = rules::run(&corpus, Softening::None);
    let situation = Situation {
        tree: &tree,
        corpus: &corpus,
        history: &history,
        actor: &known.actor,
        day: today,
        findings: &findings,
    };
    let plan = planner(&situation, &things).map_err(refused)?;
    committed(repository, &plan)?;
    let previews = preview(&situation, &plan);
    for note in &plan.notes {
        ctx.say(note.clone());
    }
    if how.dry_run {
        return Ok(show::answer(ctx, &plan, &previews, None)?);
    }
    clock_goes_on(ctx, &history)?;
    if !how.yes && ctx.asked_for_silence() {
        return Err(show::unasked().into());
    }
    if !how.yes && ctx.may_ask() && !ctx.confirm(&show::question(ctx, &plan, &previews))? {
        return Err(show::declined().into());
    }
    let identity = Identity {
        name: known.actor.name.value.clone(),
        email: known.actor.email.value.clone(),
    };
    let commit = CommitPlan {
        expected_tip: Some(tip),
        edits: plan.edits.clone(),
        message: plan.message.clone(),
        author: identity.clone(),
        committer: identity,
        seconds: ctx.now().timestamp(),
        offset_minutes: ctx.offset_minutes(situation.policy()),
        signing: Signing::Always,
    };
    let made = repository.commit_plan(&lock, &commit, &|built: &RawCommit| {
        stands(built, &plan, &key, &history)
    });
    match made {
        Ok(commit) => Ok(show::answer(ctx, &plan, &previews, Some(commit))?),
        Err(PlanError::Write(WriteError::TipMoved { .. })) => Err(Ended::Moved),
        Err(error) => Err(plan_failure(error).into()),
    }
}

/// Keeps the trust root that a clone meets for the first time, and says so: another is noticed from
/// then on.
pub(super) fn first_use(
    ctx: &Context,
    repository: &Repository,
    history: &History,
) -> Result<(), Failure> {
    const TEXT: Text = Text {
        en: "trust root {root}, taken from this clone on its first use: compare it with the one that the administrator gave",
        fr: "racine de confiance {root}, prise dans ce clone à la première utilisation\u{a0}: la comparer à celle que l'administrateur a donnée",
    };
    let root = history.root();
    if root.source != RootSource::FirstUse {
        return Ok(());
    }
    history::pin(repository, root.commit).map_err(|error| Failure::io("git", error))?;
    ctx.say(TEXT.with("root", root.commit.to_string()));
    Ok(())
}

/// The versions that codes mean. One that is in the working tree alone is not committed yet.
fn choose<'c>(
    ctx: &Context,
    corpus: &'c Corpus,
    codes: &[String],
    meant: Meant,
) -> Result<Vec<Version<'c>>, Failure> {
    let mut versions: Vec<Version<'c>> = Vec::new();
    for typed in codes {
        let version = match named::version(corpus, typed, meant) {
            Ok(version) => version,
            Err(failure) => {
                let written = ctx.load_whole(&Tree::WorkingTree(ctx.root()?.to_owned()))?;
                let Ok(version) = named::version(&written, typed, meant) else {
                    return Err(failure);
                };
                return Err(not_yet(&version.file.path));
            }
        };
        if !versions
            .iter()
            .any(|known| known.file.path == version.file.path)
        {
            versions.push(version);
        }
    }
    Ok(versions)
}

/// The records, tickets and versions that codes name, each once.
fn choose_kept<'c>(
    ctx: &Context,
    corpus: &'c Corpus,
    codes: &[String],
) -> Result<Vec<Thing<'c>>, Failure> {
    let mut things: Vec<Thing<'c>> = Vec::new();
    for typed in codes {
        let thing = match named::thing(ctx, corpus, typed) {
            Ok(thing) => thing,
            Err(failure) => {
                let written = ctx.load_whole(&Tree::WorkingTree(ctx.root()?.to_owned()))?;
                let Ok(thing) = named::thing(ctx, &written, typed) else {
                    return Err(failure);
                };
                return Err(not_yet(&thing.file().path));
            }
        };
        if !things
            .iter()
            .any(|known| known.file().path == thing.file().path)
        {
            things.push(thing);
        }
    }
    Ok(things)
}

/// What is in the working tree alone is not committed yet.
fn not_yet(path: &str) -> Failure {
    const NOT_YET: Text = Text {
        en: "`{path}` is in no commit yet",
        fr: "`{path}` n'est encore dans aucun commit",
    };
    const HELP: Text = Text {
        en: "`git add {path}` and `git commit`, then try again",
        fr: "`git add {path}` et `git commit`, puis recommencer",
    };
    let message = NOT_YET.with("path", path);
    let help = message.reworded(HELP);
    Failure::could_not_run(FailureKind::State, message).help(help)
}

/// What is signed is what is committed: every file concerned, and every image shown, is clean.
pub(super) fn committed(repository: &Repository, plan: &Plan) -> Result<(), Failure> {
    let edited = plan.edits.iter().map(|edit| edit.path.as_str());
    let shown = plan
        .statements
        .iter()
        .flat_map(|statement| statement.assets.iter().map(|(_, path)| path.as_str()));
    for path in edited.chain(shown) {
        clean(repository, path)?;
    }
    Ok(())
}

/// Refuses while a file has changes that are in no commit.
pub(super) fn clean(repository: &Repository, path: &str) -> Result<(), Failure> {
    const DIRTY: Text = Text {
        en: "`{path}` has changes that are not committed",
        fr: "`{path}` a des modifications qui ne sont pas dans un commit",
    };
    const HELP: Text = Text {
        en: "`git diff {path}` shows them; commit them, or drop them with `git restore {path}`",
        fr: "`git diff {path}` les montre\u{a0}; en faire un commit, ou les abandonner par `git restore {path}`",
    };
    let state = repository
        .path_state(path)
        .map_err(|error| Failure::io(path, error))?;
    if state == PathState::Clean {
        return Ok(());
    }
    let message = DIRTY.with("path", path);
    let help = message.reworded(HELP);
    Err(Failure::could_not_run(FailureKind::State, message).help(help))
}

/// An act dated long before the commit that it follows would not count (G206).
pub(super) fn clock_goes_on(ctx: &Context, history: &History) -> Result<(), Failure> {
    const TEXT: Text = Text {
        en: "the clock of this computer is behind the last commit",
        fr: "l'horloge de cet ordinateur est en retard sur le dernier commit",
    };
    const HELP: Text = Text {
        en: "set the clock right, then try again",
        fr: "mettre l'horloge à l'heure, puis recommencer",
    };
    if ctx.now().timestamp() + 600 < history.last_seconds() {
        return Err(Failure {
            rule: Some("G206"),
            ..Failure::could_not_run(FailureKind::State, TEXT).help(HELP)
        });
    }
    Ok(())
}

/// The commit as read back: its statement, its signature, and the verdict that any reader will
/// give on it.
pub(super) fn stands(
    built: &RawCommit,
    plan: &Plan,
    key: &Key,
    history: &History,
) -> Result<(), Failure> {
    const OTHER: Text = Text {
        en: "the commit that was built does not say what was to be signed",
        fr: "le commit construit ne dit pas ce qui devait être signé",
    };
    const VOID: Text = Text {
        en: "the act would have no effect: {why}",
        fr: "l'acte serait sans effet\u{a0}: {why}",
    };
    if trailers::read(&built.message) != Trailers::Statements(plan.statements.clone()) {
        return Err(Failure::could_not_run(FailureKind::State, OTHER));
    }
    verified(built, key)?;
    let judged = history
        .judge(built)
        .map_err(|error| Failure::io("git", error))?;
    for record in &judged {
        if let Some(fact) = record.first_error() {
            return Err(Failure::refused(
                fact.rule(),
                VOID.with("why", words::fact(fact)),
            ));
        }
    }
    let signed = judged
        .iter()
        .all(|record| matches!(record.signer, Signer::Good { .. }));
    if judged.len() == plan.statements.len() && signed {
        Ok(())
    } else {
        Err(Failure::could_not_run(FailureKind::State, OTHER))
    }
}

/// A refusal of the acts as a failure of the command: exit code 1.
pub fn refused(refusal: Refusal) -> Failure {
    let failure = Failure {
        first_date: refusal.first_date,
        ..Failure::refused(refusal.rule, refusal.message)
    }
    .because(refusal.diagnostics);
    match refusal.help {
        Some(help) => failure.help(help),
        None => failure,
    }
}

/// Whether the commit is known to a remote.
pub(super) fn published(repository: &Repository, commit: CommitId) -> bool {
    repository
        .published(commit)
        .is_ok_and(|published| published == crate::repository::Published::Yes)
}
