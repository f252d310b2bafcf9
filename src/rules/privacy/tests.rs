//! Where personal data are looked for, and what is said of them.

use crate::rules::examples::judged;

fn series(observations: &str) -> (&'static str, String) {
    (
        "registres/enregistrements/autodiagnostic.md",
        format!(
            "---\nlibelle: Autodiagnostic\nsection: A\nobservations: {observations}\nclassement: {{responsable: Pilote, duree: 3 ans}}\ndestruction: sans conditions\n---\n"
        ),
    )
}

fn record(more: &str) -> (&'static str, String) {
    (
        "enregistrements/AD/AD-2026-001.md",
        format!(
            "---\ncode: AD-2026-001\ntitre: Auto-diagnostic\ndate: 2026-06-15\nprocessus: PAPED\n---\n# Auto-diagnostic\n\n{more}\n"
        ),
    )
}

fn ticket(title: &str, body: &str) -> (&'static str, String) {
    (
        "smac/2026/RE-2026-0007.md",
        format!(
            "---\ncode: RE-2026-0007\ntitre: {title}\nrecu: 2026-11-16\ncanal: courriel\nprocessus: PAPED\n---\n# Objet\n\n{body}\n"
        ),
    )
}

fn said(files: &[(&'static str, String)]) -> Vec<String> {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    judged("P101", &files)
}

#[test]
fn each_value_of_a_ticket_is_told_by_its_kind_and_never_repeated() {
    let found = said(&[ticket(
        "Refus pour 1 84 12 76 451 089 46",
        "Écrire à x@exemple.fr ou appeler le 06 12 34 56 78; FR7630006000011234567890189.",
    )]);
    assert_eq!(
        found,
        [
            "`RE-2026-0007` holds a social-security number in clear",
            "`RE-2026-0007` holds an e-mail address in clear",
            "`RE-2026-0007` holds a phone number in clear",
            "`RE-2026-0007` holds an account number (IBAN) in clear",
        ]
    );
}

#[test]
fn the_address_of_a_registered_actor_is_no_secret() {
    assert!(said(&[ticket("Retard", "Vu avec Pilote-PAPED@service.example.")]).is_empty());
    assert_eq!(
        said(&[ticket("Retard", "Vu avec autre@service.example.")]).len(),
        1
    );
}

#[test]
fn a_record_is_concerned_where_its_series_is_declared_to_the_cnil() {
    let phone = "Appeler le 06 12 34 56 78.";
    assert_eq!(said(&[series("fichier CNIL"), record(phone)]).len(), 1);
    assert!(said(&[series("PJC"), record(phone)]).is_empty());
    assert!(said(&[series("fichier CNIL"), record("Conforme.")]).is_empty());
}

#[test]
fn a_ticket_that_cannot_be_read_is_concerned_all_the_same() {
    let (path, text) = ticket("Retard", "Appeler le 06 12 34 56 78.");
    let broken = text.replace("titre: ", "titre: [");
    assert_eq!(said(&[(path, broken)]).len(), 1);
}
