//! `qms actor allowed-signers`: the file by which plain git verifies the signatures.

use super::super::{Answer, Context, Exit, Failure};
use crate::model::actor::Actor;
use crate::report::json;
use crate::repository::{Key, allowed_signers_line};
use chrono::Days;
use serde_json::json;

/// Write the file that git needs to verify signatures
#[derive(Debug, clap::Args)]
pub struct AllowedSigners {}

/// Runs it.
pub fn run(_: &AllowedSigners, ctx: &Context) -> Result<Answer, Failure> {
    let corpus = ctx.corpus()?;
    let lines = lines(corpus.actors().map(|(_, actor)| actor));
    ctx.answer(
        Exit::Done,
        || json::body([("allowed_signers", json!(lines))]),
        |_| lines.clone(),
    )
}

/// The lines for the keys of some actors.
pub fn lines<'a>(actors: impl Iterator<Item = &'a Actor>) -> String {
    let mut lines = String::new();
    for actor in actors {
        for registered in &actor.keys {
            let Ok(key) = Key::parse(&registered.text) else {
                continue;
            };
            // git reads these days in the verifier's own zone: one day more on each side, so that it
            // never refuses what was signed on the first or the last day.
            let after = registered
                .from
                .and_then(|day| day.pred_opt())
                .map(|day| day.format("%Y%m%d").to_string());
            let before = registered
                .until
                .map(|day| (day + Days::new(2)).format("%Y%m%d").to_string());
            if registered.compromised.is_some() {
                continue;
            }
            if let Some(line) = allowed_signers_line(
                &actor.email.value,
                &key,
                after.as_deref(),
                before.as_deref(),
            ) {
                lines.push_str(line.trim_end());
                lines.push('\n');
            }
        }
    }
    lines
}
