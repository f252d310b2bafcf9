//! The faces of each rule that its page does not show. The day asked is 21 November 2026, a Saturday.

use crate::rules::examples::{document, judged};

fn watch(rule: &str, more: &str) -> String {
    with(rule, more, &[])
}

fn with(rule: &str, more: &str, beside: &[(&str, &str)]) -> String {
    let text = format!("---\nthematiques: [Textes]\nsource: Lettre réseau\n{more}---\n");
    let mut files = vec![("registres/veille/lettre-reseau.md", text.as_str())];
    files.extend(beside);
    judged(rule, &files).join(" / ")
}

fn consulted(days: &[&str]) -> String {
    let entries: String = days
        .iter()
        .map(|day| format!("  - {{date: {day}, acteur: agent-paped}}\n"))
        .collect();
    format!("consultations:\n{entries}")
}

fn subscription(rule: &str, more: &str, block: &str) -> String {
    let text = format!(
        "---\ntypologie: Abonnements\nsous-type: Revues\n{more}abonnement: {{fournisseur: x{block}}}\n---\n"
    );
    judged(rule, &[("registres/documents/revues.md", &text)]).join(" / ")
}

#[test]
fn only_the_last_consultation_up_to_the_day_counts() {
    let found = |frequency: &str, days: &[&str]| {
        let more = format!("frequence: {frequency}\n{}", consulted(days));
        watch("T101", &more)
    };
    assert_eq!(found("mensuelle", &["2026-10-21"]), "");
    assert_eq!(
        found("mensuelle", &["2026-10-20", "2026-09-01"]),
        "`Lettre réseau` was last consulted on 2026-10-20, and was to be consulted again by 2026-11-20"
    );
    // A consultation to come is none yet.
    assert_ne!(found("mensuelle", &["2026-10-20", "2026-11-22"]), "");
    assert_eq!(found("bimensuelle", &["2026-11-06"]), "");
    assert_ne!(found("bimensuelle", &["2026-11-05"]), "");
    // Worked days alone: from Friday to Monday nothing is late.
    assert_eq!(found("quotidienne", &["2026-11-20"]), "");
    assert_ne!(found("quotidienne", &["2026-11-18"]), "");
    // Without a frequency nothing is promised.
    assert_eq!(watch("T101", &consulted(&["2020-01-01"])), "");
}

#[test]
fn a_source_that_nobody_ever_consulted_and_a_frequency_that_says_nothing_are_told() {
    assert_eq!(
        watch("T101", "frequence: 3 mois\n"),
        "`Lettre réseau` is to be consulted (3 mois), and its journal has no consultation"
    );
    for frequency in ["souvent", "mensuele"] {
        let more = format!("frequence: {frequency}\n{}", consulted(&["2026-11-20"]));
        assert_eq!(
            watch("T101", &more),
            format!("`{frequency}` is no frequency that is understood")
        );
    }
}

#[test]
fn a_subscription_covers_its_last_day() {
    assert_eq!(subscription("T102", "", ", echeance: 2026-11-21"), "");
    assert_eq!(
        subscription("T102", "", ", echeance: 2026-11-20"),
        "the subscription to `Revues` lapsed on 2026-11-20"
    );
    assert_eq!(subscription("T102", "", ""), "");
}

#[test]
fn an_event_is_settled_by_what_came_after_it() {
    let validated = |from: &str, more: &str| {
        let block = format!(
            "approbations:\n  - {{acteur: pilote-paped, role: pilote, date: 2025-01-06, empreinte: \"…\"}}\nvalidations:\n  - {{acteur: directrice, role: directrice, date: 2025-01-13, empreinte: \"…\"}}\napplication: {from}\n{more}"
        );
        document("PR-04-V1", &block, "# Accueillir")
    };
    let found = |from: &str, more: &str| {
        let journal = "consultations:\n  - {date: 2026-11-16, acteur: agent-paped, impact: [PR-04, PR-09], suite: relue}\n";
        with(
            "T103",
            journal,
            &[("documents/PR/PR-04-V1.md", &validated(from, more))],
        )
    };
    let open = "`PR-04` was not reviewed since the consultation of `Lettre réseau` on 2026-11-16 that touches it";
    assert_eq!(found("2025-02-03", ""), open);
    assert_eq!(found("2026-11-16", ""), open);
    assert_eq!(found("2026-11-17", ""), "");
    let review =
        |day: &str| format!("revue: {{date: {day}, acteur: pilote-paped, resultat: confirme}}\n");
    assert_eq!(found("2025-02-03", &review("2026-11-15")), open);
    assert_eq!(found("2025-02-03", &review("2026-11-16")), "");
    assert_eq!(found("2025-02-03", &review("2026-11-22")), open);
    let gone = "retrait: {date: 2026-11-18, acteur: directrice, motif: sans objet}\n";
    assert_eq!(found("2025-02-03", gone), "");
}

#[test]
fn an_event_that_touches_documents_says_what_followed() {
    let journal = |entry: &str| {
        let more =
            format!("consultations:\n  - {{date: 2026-11-16, acteur: agent-paped{entry}}}\n");
        watch("T103", &more)
    };
    assert_eq!(
        journal(", impact: [PR-09]"),
        "the consultation of `Lettre réseau` on 2026-11-16 names documents, and not what followed"
    );
    assert_eq!(journal(", impact: []"), "");
    assert_eq!(journal(""), "");
}

#[test]
fn whoever_is_in_charge_is_in_function_or_named_in_words() {
    let charged = |who: &str| watch("T104", &format!("responsable: {who}\n"));
    for words in [
        "Chargée de développement documentaire",
        "Cf. liste des référents documentation par département",
        "agent-paped",
        "agent-paped, pilote-paped",
        "directrice",
        "documentaliste",
    ] {
        assert_eq!(charged(words), "", "{words}");
    }
    assert_eq!(
        charged("agent-pape"),
        "`agent-pape` is in charge and is neither an actor nor a role"
    );
    assert_ne!(charged("agent-paped, agent-pape"), "");
    assert_eq!(
        charged("auditeur"),
        "the role `auditeur` is in charge, and nobody holds it"
    );
    let gone = "---\nid: ancien-agent\nnom: Ancien agent\ncourriel: ancien@service.example\nroles:\n  - {role: agent, du: 2024-01-01, au: 2026-11-20}\n---\n";
    assert_eq!(
        with(
            "T104",
            "intervenants: ancien-agent\n",
            &[("acteurs/ancien-agent.md", gone)]
        ),
        "`ancien-agent` is in charge and holds no role any more"
    );
}

#[test]
fn the_person_in_charge_of_an_indicator_is_held_to_the_same() {
    let indicator = |who: &str| {
        let text = format!("---\nnumero: 1\ntitre: Délai\nresponsable: {who}\n---\n");
        judged("T104", &[("registres/indicateurs/delai.md", &text)]).len()
    };
    assert_eq!(indicator("agent-paped"), 0);
    assert_eq!(indicator("Contrôle de gestion"), 0);
    assert_eq!(indicator("agent-inconnu"), 1);
}

#[test]
fn copies_add_up_where_both_numbers_are_given() {
    let said = |words: &str, copies: u32, units: u32| {
        let block = format!(", exemplaires: {copies}, unites: {units}");
        subscription("T105", &format!("diffusion: \"{words}\"\n"), &block)
    };
    let seed = "2 exemplaires livrés sur chaque unité de travail (soit 68 pour la région)";
    assert_eq!(said(seed, 2, 34), "");
    assert_eq!(
        said(seed, 2, 35),
        "`Revues` says 68 copies in all, and 2 for each of 35 units are 70"
    );
    let thousands = "20 exemplaires par unité, soit 1\u{202f}020 en tout";
    assert_eq!(said(thousands, 20, 51), "");
    assert_ne!(said(thousands, 20, 50), "");
    // What counts something else is not compared.
    assert_eq!(said("soit 12 numéros par an", 2, 34), "");
    assert_eq!(said("2 exemplaires par unité", 2, 34), "");
    assert_eq!(
        subscription(
            "T105",
            "diffusion: 2 exemplaires, soit 9\n",
            ", exemplaires: 2"
        ),
        ""
    );
}
