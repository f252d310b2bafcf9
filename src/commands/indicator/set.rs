//! `qms indicator set`: the value of a period, added or replaced.

use super::super::{Answer, Context, Failure, FailureKind, row};
use super::guards;
use crate::model::entity::Entity;
use crate::model::figure::Figure;
use crate::model::layout::{EntityKind, stem};
use crate::model::period::Period;
use crate::parse::edit::EditRefusal;
use crate::parse::edit_items::{append_item, set_in_item, tree};
use crate::parse::yaml::{self, Node};
use crate::text::{Text, decimal};

/// Note the value of a period
#[derive(Debug, clap::Args)]
#[command(alias = "noter")]
pub struct Set {
    /// The indicator: the name of its file in registres/indicateurs
    slug: String,
    /// The period: 2026, 2026-S1, 2026-T3, 2026-10, 2026-10-31
    period: String,
    /// The value; a decimal comma is understood
    #[arg(allow_negative_numbers = true)]
    value: String,
    /// For which area
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    /// The area is another one, although its name is near that of a known one
    #[arg(long, requires = "area")]
    new_area: bool,
}

/// Runs it.
pub fn run(args: &Set, ctx: &Context) -> Result<Answer, Failure> {
    const DONE: Text = Text {
        en: "`{slug}`, {period}: {value}",
        fr: "`{slug}`, {period}\u{a0}: {value}",
    };
    const REPLACES: Text = Text {
        en: "`{slug}`, {period}: {value}, replaces {before}",
        fr: "`{slug}`, {period}\u{a0}: {value}, remplace {before}",
    };
    const PERIOD: Text = Text {
        en: "`{text}` is no period",
        fr: "`{text}` n'est pas une période",
    };
    const PERIOD_HELP: Text = Text {
        en: "a year 2026, a half-year 2026-S1, a quarter 2026-T3, a month 2026-10, a day 2026-10-31",
        fr: "une année 2026, un semestre 2026-S1, un trimestre 2026-T3, un mois 2026-10, un jour 2026-10-31",
    };
    const VALUE: Text = Text {
        en: "`{text}` is no number",
        fr: "`{text}` n'est pas un nombre",
    };
    const VALUE_HELP: Text = Text {
        en: "digits, then a point or a comma and decimals: 82.42",
        fr: "des chiffres, puis une virgule ou un point et des décimales\u{a0}: 82,42",
    };
    let usage = |text: Text, said: &str, help: Text| {
        Failure::could_not_run(FailureKind::Usage, text.with("text", said)).help(help)
    };
    let corpus = ctx.corpus()?;
    let file = row::find(corpus, EntityKind::Indicator, &args.slug)?;
    let period = args.period.trim();
    let span = Period::parse(period).ok_or_else(|| usage(PERIOD, period, PERIOD_HELP))?;
    let Some(Entity::Indicator(indicator)) = file.entity() else {
        return Err(usage(PERIOD, period, PERIOD_HELP));
    };
    guards::shape(indicator, period)?;
    guards::to_come(period, span, ctx.today(corpus.policy()))?;
    let figure = Figure::parse(guards::bare(indicator, &args.value))
        .ok_or_else(|| usage(VALUE, &args.value, VALUE_HELP))?;
    let value = figure.to_string();
    let area = args
        .area
        .as_deref()
        .map(str::trim)
        .filter(|area| !area.is_empty());
    let new = area.map(|area| guards::area(indicator, area, args.new_area));
    if let Some(note) = new.transpose()?.flatten() {
        ctx.say(note);
    }
    let shown = |figure: Figure| decimal(figure.digits, figure.decimals, ctx.lang);
    let before = guards::noted(indicator, period, area)
        .filter(|before| *before != value)
        .map(|before| Figure::parse(before).map_or(before.to_owned(), shown));
    let done = match before {
        Some(before) => REPLACES.with("before", before),
        None => DONE.into(),
    };
    let done = done
        .with("slug", stem(&file.path))
        .with("period", period)
        .with("value", shown(figure));
    row::rewrite(ctx, file, done, |text| set(text, period, area, &value))
}

/// The file with the value of a period and area; every other byte stays.
fn set(text: &str, period: &str, area: Option<&str>, value: &str) -> Result<String, EditRefusal> {
    let front = tree(text)?;
    let values = front.get("valeurs").map(Node::items).unwrap_or_default();
    let says = |item: &Node, key: &str| {
        let said = item.get(key).and_then(Node::as_str).map(str::trim);
        said.filter(|said| !said.is_empty()).map(str::to_owned)
    };
    let same = values.iter().find(|item| {
        says(item, "periode").as_deref() == Some(period) && says(item, "zone").as_deref() == area
    });
    match same {
        Some(item) if says(item, "valeur").as_deref() == Some(value) => Ok(text.to_owned()),
        Some(item) => set_in_item(text, item, "valeur", value),
        None => {
            let zone = area.map(|area| format!(", zone: {}", yaml::scalar(area)));
            let item = format!(
                "{{periode: {period}, valeur: {value}{}}}",
                zone.unwrap_or_default()
            );
            append_item(text, "valeurs", &item)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "---\ntitre: Délai   # en jours\nvaleurs:\n  - {periode: 2026-01, valeur: 83.3}  # relu\n  - {periode: 2026-01, valeur: 5, zone: Province}\n---\nNote.\n";

    #[test]
    fn a_value_is_replaced_for_its_own_period_and_area_alone() {
        assert_eq!(
            set(FILE, "2026-01", None, "84.5").as_deref(),
            Ok(FILE.replace("83.3", "84.5").as_str())
        );
        assert_eq!(
            set(FILE, "2026-01", Some("Province"), "6").as_deref(),
            Ok(FILE.replace("valeur: 5,", "valeur: 6,").as_str())
        );
        assert_eq!(set(FILE, "2026-01", None, "83.3").as_deref(), Ok(FILE));
    }

    #[test]
    fn a_value_of_another_period_is_added_below_the_others() {
        let added = "zone: Province}\n  - {periode: 2026-T1, valeur: 7, zone: Île-de-France}\n";
        assert_eq!(
            set(FILE, "2026-T1", Some("Île-de-France"), "7").as_deref(),
            Ok(FILE.replace("zone: Province}\n", added).as_str())
        );
    }
}
