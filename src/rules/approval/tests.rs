//! The faces of each rule that its page does not show.

use crate::rules::examples::{document, judged};

const PATH: &str = "documents/MO/MO-00391-V01.md";

fn entry(actor: &str, role: &str, date: &str, print: &str) -> String {
    format!("  - {{acteur: {actor}, role: {role}, date: {date}, empreinte: \"{print}\"}}\n")
}

fn said(rule: &str, approvals: &[&str], validations: &[&str], effective: &str) -> String {
    let block = |key: &str, entries: &[&str]| {
        if entries.is_empty() {
            String::new()
        } else {
            format!("{key}:\n{}", entries.concat())
        }
    };
    let lines = format!(
        "{}{}{effective}",
        block("approbations", approvals),
        block("validations", validations)
    );
    judged(rule, &[(PATH, &document("MO-00391-V01", &lines, "Texte."))]).join(" / ")
}

#[test]
fn workflow_keys_are_complete_in_order_and_of_this_text() {
    let a101 = |approvals: &[&str], validations: &[&str], effective: &str| {
        said("A101", approvals, validations, effective)
    };
    let stale = "0123456789abcdef";
    let approval = entry("pilote-paped", "pilote", "2026-03-09", "…");
    let validation = entry("directrice", "directrice", "2026-03-17", "…");
    let effective = "application: 2026-03-25\n";
    assert_eq!(a101(&[&approval], &[&validation], effective), "");
    assert_eq!(a101(&[], &[], ""), "");
    assert_eq!(
        a101(
            &[&entry("pilote-paped", "pilote", "2026-03-09", stale)],
            &[],
            ""
        ),
        "",
        "a stale entry on a draft"
    );
    assert_eq!(
        a101(
            &[&entry("pilote-paped", "pilote", "2026-03-09", stale)],
            &[&entry("directrice", "directrice", "2026-03-17", stale)],
            effective
        ),
        "`MO-00391-V01` was validated on 2026-03-17, and its text was changed since"
    );
    assert_eq!(
        a101(
            &[&entry("pilote-paped", "pilote", "2026-03-09", stale)],
            &[&validation],
            effective
        ),
        "this entry of `pilote-paped` on `MO-00391-V01` is of another text than the one validated"
    );
    assert_eq!(
        a101(&[], &[&validation], effective),
        "`MO-00391-V01` is validated without the approval of: Pilote"
    );
    assert_eq!(
        a101(
            &[&entry("pilote-paped", "pilote", "2026-03-18", "…")],
            &[&validation],
            effective
        ),
        "`MO-00391-V01` is validated on 2026-03-17, before its approval of 2026-03-18"
    );
    assert_eq!(
        a101(&[&approval, &approval], &[], ""),
        "`pilote-paped` stands twice among those who signed `MO-00391-V01`: persons are counted, not entries"
    );
    assert_eq!(
        a101(&[&approval], &[], effective),
        "`MO-00391-V01` has an effective date and no validation"
    );
    assert_eq!(
        a101(&[&approval], &[&validation], ""),
        "`MO-00391-V01` is validated without an effective date"
    );
    assert_eq!(
        a101(&[&approval], &[&validation], "application: 2026-03-16\n"),
        "`MO-00391-V01` takes effect on 2026-03-16, before its validation of 2026-03-17"
    );
}

#[test]
fn a_policy_changed_later_asks_nothing_again_of_a_validated_version() {
    let lines = format!(
        "approbations:\n{}validations:\n{}application: 2026-03-25\n",
        entry("pilote-paped", "pilote", "2026-03-09", "…"),
        entry("directrice", "directrice", "2026-03-17", "…")
    );
    let policy = "types: {MO: {approbation: [assistante-qualite, pilote]}}\n";
    assert_eq!(
        judged(
            "A101",
            &[
                ("qms.yaml", policy),
                (PATH, &document("MO-00391-V01", &lines, "Texte."))
            ]
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_mandate_that_ended_the_day_before_still_covers_the_act() {
    let actor = |until: &str| {
        format!(
            "---\nid: pilote-paped\nnom: P\ncourriel: p@service.example\nroles:\n  - {{role: pilote, processus: PAPED, au: {until}}}\n---\n"
        )
    };
    let lines = format!(
        "approbations:\n{}",
        entry("pilote-paped", "pilote", "2026-11-16", "…")
    );
    let text = document("MO-00391-V01", &lines, "Texte.");
    let a102 = |until: &str| {
        judged(
            "A102",
            &[("acteurs/pilote-paped.md", &actor(until)), (PATH, &text)],
        )
    };
    assert_eq!(a102("2026-11-15"), Vec::<String>::new());
    assert_eq!(
        a102("2026-11-14"),
        ["`pilote-paped` did not hold the role `pilote` for PAPED on 2026-11-16"]
    );
}

#[test]
fn who_wrote_it_alone_does_not_approve_it() {
    let lines = format!(
        "approbations:\n{}",
        entry("referent-paped", "pilote", "2026-11-16", "…")
    );
    let text = document("MO-00391-V01", &lines, "Texte.");
    assert_eq!(
        judged("A103", &[(PATH, &text)]),
        ["`referent-paped` approves `MO-00391-V01`, which nobody else wrote"]
    );
    let two = text.replace(
        "redacteur: referent-paped",
        "redacteur: [referent-paped, agent-paped]",
    );
    assert_eq!(judged("A103", &[(PATH, &two)]), Vec::<String>::new());
    let off = "separation: {redacteur-approbateur: off}\n";
    assert_eq!(
        judged("A103", &[("qms.yaml", off), (PATH, &text)]),
        Vec::<String>::new()
    );
}
