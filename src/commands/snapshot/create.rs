//! `qms snapshot create`: the tag first, then the act that enters it in the ledger.

use super::super::decide::{
    How, clock_goes_on, committed, first_use, history_failure, in_effect, published, refused, show,
    stands,
};
use super::super::governed::{no_date_or_revision, tip_of};
use super::super::signing::{acting, plan_failure, ready};
use super::super::{Answer, Context, Exit, Failure, FailureKind};
use super::state;
use crate::acts::snapshot::{Made, manifest, plan, tag_message};
use crate::acts::{Plan, Situation};
use crate::corpus::Corpus;
use crate::history::words::short;
use crate::history::{self, History, Reading, tag};
use crate::model::act::ActKind;
use crate::model::layout::{EntityKind, snapshot_path, stem};
use crate::model::snapshot::SnapshotName;
use crate::parse::trailers;
use crate::report::json;
use crate::repository::{
    ActLock, CommitId, CommitPlan, Identity, Key, PlanError, RawCommit, RawTag, Repository,
    Signing, SigningKey, TagPlan, Verdict, WriteError, verify,
};
use crate::rules::{self, Softening};
use crate::text::{Text, escape_controls};
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
    let corpus = ctx.load(&tree).map_err(refuse)?;
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
    let left = left_by_a_stopped_run(ctx, repository, &situation, name).map_err(refuse)?;
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

/// The tag that a run made which was stopped before the ledger; none where the name is free.
fn left_by_a_stopped_run(
    ctx: &Context,
    repository: &Repository,
    situation: &Situation<'_>,
    name: &SnapshotName,
) -> Result<Option<(Made, String)>, Failure> {
    const TAKEN: Text = Text {
        en: "there is a snapshot `{name}` already",
        fr: "il y a déjà un instantané `{name}`",
    };
    const TAG: Text = Text {
        en: "there is a tag `{name}` already",
        fr: "il y a déjà une étiquette `{name}`",
    };
    const HELP: Text = Text {
        en: "take another name; `qms snapshot list` shows those that are taken",
        fr: "prendre un autre nom\u{a0}; `qms snapshot list` montre ceux qui sont pris",
    };
    let history = situation.history;
    let entered = history
        .acts()
        .iter()
        .any(|record| record.counts() && record.is_on(ActKind::Snapshot, name.as_str()));
    // Two names that differ by case alone are one file on some systems.
    let same = |other: &str| other.eq_ignore_ascii_case(name.as_str());
    let in_ledger = situation
        .corpus
        .entities(EntityKind::SnapshotEntry)
        .any(|(file, _)| same(stem(&file.path)));
    let file = situation.corpus.file(&snapshot_path(name.as_str()));
    if entered || in_ledger || file.is_some() {
        return Err(Failure::refused("G204", TAKEN.with("name", name.as_str())).help(HELP));
    }
    let taken = || Failure::refused("G204", TAG.with("name", name.as_str())).help(HELP);
    let references = repository.tag_refs().map_err(state::unreadable)?;
    let Some(reference) = references.iter().find(|known| same(known.short())) else {
        return Ok(None);
    };
    let tag = tag::object(repository, reference).map_err(state::unreadable)?;
    let Some(tag) = tag.filter(|_| reference.short() == name.as_str()) else {
        return Err(taken());
    };
    completed(ctx, repository, situation, name, &tag)?
        .map(Some)
        .ok_or_else(taken)
}

/// A tag of the same person on an ancestor, which says what it must say: it only lacks its place in the ledger.
fn completed(
    ctx: &Context,
    repository: &Repository,
    situation: &Situation<'_>,
    name: &SnapshotName,
    tag: &RawTag,
) -> Result<Option<(Made, String)>, Failure> {
    let history = situation.history;
    let first = tag::judge(repository, history.register(), tag, name.as_str())
        .map_err(state::unreadable)?;
    let (Some(commit), Some(statement)) = (first.commit, first.statement) else {
        return Ok(None);
    };
    let leads = repository
        .leads_to(commit, history.tip())
        .map_err(state::unreadable)?;
    if !leads || statement.actor != situation.actor.id.value.as_str() {
        return Ok(None);
    }
    let at = state::read_at(ctx, repository, commit, history.root().commit)?;
    let judged =
        tag::judge(repository, at.register(), tag, name.as_str()).map_err(state::unreadable)?;
    let Some(said) = judged.manifest.filter(|_| judged.faults.is_empty()) else {
        return Ok(None);
    };
    let corpus: Corpus = ctx.load(&repository.tree_of(commit))?;
    if manifest(name, &corpus, &at, state::day_of(&at, tag), said.seal) != said {
        return Ok(None);
    }
    let made = Made {
        object: tag.id.to_string(),
        commit,
        seal: said.seal,
        statement,
    };
    Ok(Some((made, crate::parse::manifest::write(&said))))
}

/// What making a tag and a commit takes.
struct Maker<'m> {
    ctx: &'m Context,
    how: &'m How,
    repository: &'m Repository,
    lock: &'m ActLock,
    key: &'m Key,
    identity: Identity,
}

impl Maker<'_> {
    /// Makes the tag on the last commit; with `--dry-run` only says what it would be.
    fn tag(
        &self,
        situation: &Situation<'_>,
        name: &SnapshotName,
    ) -> Result<(Made, String), PlanError<Failure>> {
        const OTHER: Text = Text {
            en: "the signature that git made does not verify with the key `{fingerprint}`; nothing was changed",
            fr: "la signature faite par git ne se vérifie pas avec la clé `{fingerprint}`\u{a0}; rien n'a été modifié",
        };
        let refuse = PlanError::Refused;
        let (ctx, history) = (self.ctx, situation.history);
        let tip = history.tip();
        let unreadable = |error| refuse(state::unreadable(error));
        let seal = self
            .repository
            .sha512_of(tip)
            .map_err(|error| unreadable(crate::repository::TagError::from(error)))?;
        let said = manifest(name, situation.corpus, history, situation.day, seal);
        let (statement, message) =
            tag_message(situation, &said).map_err(|refusal| refuse(refused(refusal)))?;
        let text = crate::parse::manifest::write(&said);
        let mut made = Made {
            object: "0".repeat(tip.to_string().len()),
            commit: tip,
            seal,
            statement,
        };
        if self.how.dry_run {
            return Ok((made, text));
        }
        clock_goes_on(ctx, history).map_err(refuse)?;
        self.agreed(&text, name).map_err(refuse)?;
        let plan = TagPlan {
            name: name.to_string(),
            target: tip,
            message,
            tagger: self.identity.clone(),
            seconds: ctx.now().timestamp(),
            offset_minutes: ctx.offset_minutes(situation.policy()),
            key: SigningKey::Configured,
        };
        let id = self.repository.tag_plan(self.lock, &plan, &|built| {
            let good = built.signature.as_ref().is_some_and(|signature| {
                verify(signature, &built.payload, &[self.key]) == Verdict::Good { key: 0 }
            });
            match good {
                true => Ok(()),
                false => Err(Failure::could_not_run(
                    FailureKind::Key,
                    OTHER.with("fingerprint", self.key.fingerprint()),
                )),
            }
        })?;
        made.object = id.to_string();
        Ok((made, text))
    }

    fn agreed(&self, text: &str, name: &SnapshotName) -> Result<(), Failure> {
        const SIGN: Text = Text {
            en: "Sign the snapshot « {name} »? [y/N] ",
            fr: "Signer l'instantané «\u{a0}{name}\u{a0}»\u{a0}? [o/N] ",
        };
        if self.how.yes || !self.ctx.may_ask() {
            return Ok(());
        }
        let question = SIGN.with("name", name.as_str()).render(self.ctx.lang);
        match self.ctx.confirm(&format!("{}{question}", shown(text)))? {
            true => Ok(()),
            false => Err(show::declined()),
        }
    }

    /// Enters the tag in the ledger.
    fn enter(
        &self,
        situation: &Situation<'_>,
        plan: &Plan,
    ) -> Result<CommitId, PlanError<Failure>> {
        clock_goes_on(self.ctx, situation.history).map_err(PlanError::Refused)?;
        let commit = CommitPlan {
            expected_tip: Some(situation.history.tip()),
            edits: plan.edits.clone(),
            message: plan.message.clone(),
            author: self.identity.clone(),
            committer: self.identity.clone(),
            seconds: self.ctx.now().timestamp(),
            offset_minutes: self.ctx.offset_minutes(situation.policy()),
            signing: Signing::Always,
        };
        self.repository
            .commit_plan(self.lock, &commit, &|built: &RawCommit| {
                stands(built, plan, self.key, situation.history)
            })
    }
}

/// A text of several lines, safe for a terminal.
fn shown(text: &str) -> String {
    text.lines()
        .map(|line| format!("  {}\n", escape_controls(line)))
        .collect()
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
