//! Which decisions are awaited, from the facts in the tree.

mod tickets;

pub use tickets::handlers;

use super::Context;
use crate::corpus::{Corpus, Version};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::act::Outcome;
use crate::model::actor::Actor;
use crate::model::code::Code;
use crate::model::document::{Entry, Status};
use crate::model::names::{ProcessCode, RoleId};
use crate::model::retention::{Fate, Stage};
use crate::report::awaiting::{Beside, Step, Task};
use crate::report::cartouche::role_name;
use crate::repository::PathState;
use crate::retention;
use crate::rules::{self, Softening};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// The tasks, the oldest first, and what is not ready to be one.
pub fn tasks(ctx: &Context, corpus: &Corpus) -> (Vec<Task>, Beside) {
    const BROKEN: Text = Text {
        en: "(`qms check` has something against it)",
        fr: "(`qms check` y trouve à redire)",
    };
    const UNCOMMITTED: Text = Text {
        en: "(not committed)",
        fr: "(pas encore dans un commit)",
    };
    let uncommitted = uncommitted(ctx);
    let mut beside = Beside {
        unfinished: Vec::new(),
        uncommitted: uncommitted.iter().cloned().collect(),
    };
    let mut found = Found {
        corpus,
        tasks: Vec::new(),
    };
    let mut findings: Option<Vec<Diagnostic>> = None;
    for version in corpus.documents() {
        match version.status {
            Status::Draft | Status::Approved => {
                let findings = findings.get_or_insert_with(|| rules::run(corpus, Softening::None));
                let code = version.document.code.to_string();
                let broken = version.status == Status::Draft
                    && findings
                        .iter()
                        .any(|finding| stands_on(finding, &version, &code));
                if uncommitted.contains(&*version.file.path) {
                    beside.unfinished.push((code, UNCOMMITTED));
                } else if broken {
                    beside.unfinished.push((code, BROKEN));
                } else {
                    found.decisions(&version);
                }
            }
            Status::Effective => found.review(&version),
            Status::Superseded => found.disposal(&version),
            Status::Upcoming | Status::Withdrawn => {}
        }
    }
    found.kept();
    found.tickets();
    found.actions();
    let mut tasks = found.tasks;
    tasks.sort_by(|a, b| {
        (a.since.unwrap_or(NaiveDate::MAX), a.step, &a.code).cmp(&(
            b.since.unwrap_or(NaiveDate::MAX),
            b.step,
            &b.code,
        ))
    });
    (tasks, beside)
}

fn stands_on(finding: &Diagnostic, version: &Version<'_>, code: &str) -> bool {
    let there = finding
        .place
        .as_ref()
        .is_some_and(|place| place.path == version.file.path);
    finding.severity == Severity::Error && (there || finding.code.as_deref() == Some(code))
}

/// The paths of the document system that are not committed; none where there is no history.
fn uncommitted(ctx: &Context) -> BTreeSet<String> {
    if ctx.options.at.is_some() {
        return BTreeSet::new();
    }
    let Ok(repository) = ctx.document_repository() else {
        return BTreeSet::new();
    };
    let mut prefixes = vec![crate::model::layout::POLICY];
    prefixes.extend(crate::model::layout::FOLDERS);
    let dirty = repository.dirty_paths(&prefixes).unwrap_or_default();
    dirty
        .into_iter()
        .filter(|(_, state)| *state != PathState::Clean)
        .map(|(path, _)| path)
        .collect()
}

struct Found<'c> {
    corpus: &'c Corpus,
    tasks: Vec<Task>,
}

impl Found<'_> {
    /// The approvals that lack, or else the validations.
    fn decisions(&mut self, version: &Version<'_>) {
        let day = self.corpus.as_of();
        let document = version.document;
        let last = |entries: &[Entry]| {
            document
                .counting(entries, day)
                .map(|entry| entry.date.value)
                .max()
        };
        let (step, missing) = match version.status {
            Status::Draft => (Step::Approve, document.missing_approvals(version.kind, day)),
            _ => (
                Step::Validate,
                document.missing_validations(version.kind, day),
            ),
        };
        let since = last(&document.validations).or(last(&document.approvals));
        for role in missing {
            self.add(version, step, std::slice::from_ref(role), since);
        }
    }

    /// A review that is due, or what the last one asked for while nothing was begun.
    fn review(&mut self, version: &Version<'_>) {
        let day = self.corpus.as_of();
        let begun = !self.corpus.later(&version.document.code).is_empty();
        let last = version
            .document
            .review
            .as_ref()
            .filter(|review| review.date.value <= day);
        let step = match last.map(|review| review.outcome) {
            Some(Outcome::ToRevise) => Some(Step::Revise),
            Some(Outcome::ToWithdraw) => Some(Step::Withdraw),
            Some(Outcome::Confirmed) | None => None,
        };
        if let (Some(step), Some(review)) = (step, last) {
            let roles = if step == Step::Withdraw {
                &version.kind.withdrawers
            } else {
                &version.kind.reviewers
            };
            if step == Step::Withdraw || !begun {
                self.add(version, step, roles, Some(review.date.value));
            }
            return;
        }
        if let Some(due) = version
            .document
            .review_due(version.kind, day)
            .filter(|due| *due <= day)
        {
            self.add(version, Step::Review, &version.kind.reviewers, Some(due));
        }
    }

    /// A superseded version whose type says that it leaves the day it is replaced.
    fn disposal(&mut self, version: &Version<'_>) {
        let day = self.corpus.as_of();
        if version.kind.fate == Fate::OnPublication {
            let later = self.corpus.later(&version.document.code);
            let since = later
                .iter()
                .filter_map(|next| next.document.effective_from(next.kind, day))
                .filter(|from| *from <= day)
                .min();
            self.add(
                version,
                Step::Destroy,
                &self.corpus.policy().disposal_roles,
                since,
            );
        }
    }

    /// Every record and ticket that is past its last day, for those who may destroy it.
    fn kept(&mut self) {
        let roles = &self.corpus.policy().disposal_roles;
        let due = retention::filed(self.corpus).into_iter();
        let mut known: HashMap<&ProcessCode, (Vec<String>, Vec<String>)> = HashMap::new();
        for item in due.filter(|item| item.state.stage == Stage::Due) {
            let process = &item.process.value;
            let holders = known
                .entry(process)
                .or_insert_with(|| self.holders(roles, process));
            let task = Task {
                series: item.series.map(|series| series.label.value.clone()),
                ..self.task(
                    (item.code, &item.title.value),
                    Step::Destroy,
                    (roles, holders.clone()),
                    item.state.destroy_from,
                )
            };
            self.tasks.push(task);
        }
    }

    /// A task for those who hold one of the roles, for the process of the document.
    fn add(
        &mut self,
        version: &Version<'_>,
        step: Step,
        roles: &[RoleId],
        since: Option<NaiveDate>,
    ) {
        let document = version.document;
        let holders = self.holders(roles, &document.process.value);
        let named = (&document.code, document.title.value.as_str());
        let task = self.task(named, step, (roles, holders), since);
        self.tasks.push(task);
    }

    /// The ids and the names of those who hold one of the roles for a process.
    fn holders(&self, roles: &[RoleId], process: &ProcessCode) -> (Vec<String>, Vec<String>) {
        let holders = self.corpus.holders_of_any(roles, process);
        let named = |actor: &Actor| (actor.id.value.to_string(), actor.name.value.clone());
        holders.into_iter().map(named).unzip()
    }

    fn task(
        &self,
        (code, title): (&Code, &str),
        step: Step,
        (roles, (actors, names)): (&[RoleId], (Vec<String>, Vec<String>)),
        since: Option<NaiveDate>,
    ) -> Task {
        Task {
            code: code.to_string(),
            title: title.to_owned(),
            series: None,
            step,
            role: roles.first().map(ToString::to_string).unwrap_or_default(),
            role_label: roles
                .iter()
                .map(|role| role_name(self.corpus, role))
                .collect::<Vec<_>>()
                .join(", "),
            actors,
            names,
            since,
        }
    }
}
