//! Where a draft goes: a file beside the others, or a commit at once.

use super::{Answer, Context, Exit, Failure, FailureKind};
use crate::acts::draft::Draft;
use crate::report::json;
use crate::repository::{
    ActLock, CommitId, CommitPlan, CreateError, Edit, Identity, Repository, Signing, Tree,
    create_new_file, write_file_atomically,
};
use crate::text::{Message, Text};
use serde_json::json;

/// Whether a new file is also committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publish {
    /// Written alone; the author commits with git.
    File,
    /// Committed at once, as git's own user.
    Commit,
}

/// A place that is ready to take a draft: whatever can be refused beforehand was not.
pub enum Place<'c> {
    /// The working tree, in which no other command writes meanwhile.
    File {
        /// None outside git.
        _alone: Option<ActLock>,
    },
    /// The tip of the branch, which nobody else moves meanwhile.
    Commit(Box<Tip<'c>>),
}

/// Where a commit is made, and by whom.
pub struct Tip<'c> {
    repository: &'c Repository,
    lock: ActLock,
    commit: CommitId,
    user: Identity,
}

impl Place<'_> {
    /// Gets a place ready.
    pub fn ready(ctx: &Context, publish: Publish) -> Result<Place<'_>, Failure> {
        const USER: Text = Text {
            en: "git does not know who you are: `git config user.name` and `user.email`",
            fr: "git ne sait pas qui vous êtes\u{a0}: `git config user.name` et `user.email`",
        };
        super::ground::no_date_or_revision(ctx)?;
        ctx.root()?;
        if publish == Publish::File {
            let _alone = alone(ctx)?;
            return Ok(Place::File { _alone });
        }
        let repository = ctx.document_repository()?;
        let lock = super::signing::ready(ctx, repository)?;
        let commit = super::ground::tip_of(repository)?;
        let user = repository
            .user()
            .ok_or_else(|| Failure::could_not_run(FailureKind::State, USER))?;
        Ok(Place::Commit(Box::new(Tip {
            repository,
            lock,
            commit,
            user,
        })))
    }

    /// Writes a draft there, never over another file.
    pub fn put(self, ctx: &Context, draft: &Draft) -> Result<(), Failure> {
        const EXISTS: Text = Text {
            en: "`{path}` stands already",
            fr: "`{path}` existe déjà",
        };
        let exists =
            || Failure::could_not_run(FailureKind::State, EXISTS.with("path", &draft.path));
        let tip = match self {
            Place::Commit(tip) => tip,
            Place::File { .. } => {
                let path = ctx.root()?.join(&draft.path);
                return create_new_file(&path, draft.text.as_bytes()).map_err(
                    |error| match error {
                        CreateError::Exists { .. } => exists(),
                        other => Failure::io(&draft.path, other),
                    },
                );
            }
        };
        if !tip.is_free(&draft.path)? {
            return Err(exists());
        }
        const SUBJECT: Text = Text {
            en: "Draft of {code}",
            fr: "Projet de {code}",
        };
        let edit = Edit {
            path: draft.path.clone(),
            content: Some(draft.text.clone().into_bytes()),
        };
        tip.commit(ctx, vec![edit], &SUBJECT.with("code", &draft.code))?;
        Ok(())
    }

    /// Whether nothing stands there under a path.
    pub fn is_free(&self, ctx: &Context, path: &str) -> Result<bool, Failure> {
        match self {
            Place::Commit(tip) => tip.is_free(path),
            Place::File { .. } => {
                let there = Tree::WorkingTree(ctx.root()?.to_owned()).read_path(path);
                Ok(there.map_err(|error| Failure::io(path, error))?.is_none())
            }
        }
    }

    /// Writes files anew there, each of which has nothing uncommitted where a commit is made.
    pub fn change(
        self,
        ctx: &Context,
        edits: Vec<Edit>,
        subject: &Message,
    ) -> Result<Option<CommitId>, Failure> {
        match self {
            Place::Commit(tip) => {
                for edit in &edits {
                    super::decide::clean(tip.repository, &edit.path)?;
                }
                tip.commit(ctx, edits, subject).map(Some)
            }
            Place::File { .. } => {
                for edit in &edits {
                    let path = ctx.root()?.join(&edit.path);
                    let bytes = edit.content.as_deref().unwrap_or_default();
                    write_file_atomically(&path, bytes)
                        .map_err(|error| Failure::io(&edit.path, error))?;
                }
                Ok(None)
            }
        }
    }
}

/// The lock of acts, where there is git: what is read and written under it nobody else changes meanwhile.
pub fn alone(ctx: &Context) -> Result<Option<ActLock>, Failure> {
    match ctx.repository() {
        Ok(repository) => {
            let lock = repository.act_lock();
            lock.map(Some).map_err(|error| Failure::io("qms", error))
        }
        Err(_) => Ok(None),
    }
}

impl Tip<'_> {
    fn is_free(&self, path: &str) -> Result<bool, Failure> {
        let there = self.repository.tree_of(self.commit).read_path(path);
        Ok(there.map_err(|error| Failure::io(path, error))?.is_none())
    }

    fn commit(
        self,
        ctx: &Context,
        edits: Vec<Edit>,
        subject: &Message,
    ) -> Result<CommitId, Failure> {
        let policy = ctx.corpus()?.policy();
        let plan = CommitPlan {
            expected_tip: Some(self.commit),
            edits,
            message: subject.render(policy.lang),
            author: self.user.clone(),
            committer: self.user,
            seconds: ctx.now().timestamp(),
            offset_minutes: ctx.offset_minutes(policy),
            signing: Signing::AsConfigured,
        };
        self.repository
            .commit_plan(&self.lock, &plan, &|_| Ok::<(), Failure>(()))
            .map_err(super::signing::plan_failure)
    }
}

/// Writes a draft, and says where it is.
pub fn write(ctx: &Context, draft: &Draft, publish: Publish) -> Result<Answer, Failure> {
    const WRITTEN: Text = Text {
        en: "{code} is in {path}",
        fr: "{code} est dans {path}",
    };
    let place = Place::ready(ctx, publish)?;
    if !place.is_free(ctx, &draft.path)? {
        // Somebody took the number since it was drawn.
        ctx.overtaken();
    }
    place.put(ctx, draft)?;
    let message = WRITTEN.with("code", &draft.code).with("path", &draft.path);
    written(ctx, draft, message)
}

/// The answer for a draft that was written.
pub fn written(ctx: &Context, draft: &Draft, message: Message) -> Result<Answer, Failure> {
    let body = json::body([("created", json!([{"code": draft.code, "path": draft.path}]))]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| message.render(style.lang) + "\n",
    )
}
