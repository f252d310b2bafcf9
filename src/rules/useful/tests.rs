//! The faces of the U rules that their pages do not show, and the example repository.

use crate::corpus::{self, Corpus};
use crate::parse::digest;
use crate::repository::Tree;
use crate::rules::{Softening, run};
use crate::text::Lang;
use expect_test::{Expect, expect};
use std::collections::BTreeMap;
use std::path::PathBuf;

const TODAY: &str = "2026-11-21";

/// A version of a document: its body, and front-matter that replaces or adds to the usual.
fn version(code: &str, front: &[(&str, &str)], body: &str) -> (String, String) {
    let mut keys = vec![
        ("code", code.to_owned()),
        ("titre", format!("Titre de {code}")),
        ("processus", "PAPED".to_owned()),
        (
            "objet",
            "Dire comment se fait cette partie du travail.".to_owned(),
        ),
        ("redacteur", "referent-paped".to_owned()),
        ("diffusion", "[tout-agent]".to_owned()),
    ];
    for (key, value) in front {
        keys.retain(|(known, _)| known != key);
        keys.push((key, (*value).to_owned()));
    }
    let mut text = String::from("---\n");
    for (key, value) in keys {
        text.push_str(&format!("{key}: {value}\n"));
    }
    (
        format!("documents/{}/{code}.md", &code[..2]),
        text + "---\n" + body,
    )
}

/// A version approved and validated, in force from a day.
fn in_force(code: &str, from: &str, front: &[(&str, &str)], body: &str) -> (String, String) {
    let (path, text) = version(code, front, body);
    let short = digest::digest(text.as_bytes()).short();
    let entry = |actor: &str, role: &str| {
        format!("  - {{acteur: {actor}, role: {role}, date: {from}, empreinte: \"{short}\"}}\n")
    };
    let acts = format!(
        "approbations:\n{}validations:\n{}application: {from}\n",
        entry("pilote-paped", "pilote"),
        entry("directrice", "directrice")
    );
    (path, text.replacen("\n---\n", &format!("\n{acts}---\n"), 1))
}

fn corpus_of(files: &[(String, String)]) -> Corpus {
    let mut all: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let base = [
        (
            "qms.yaml",
            "types: {SE: {sections: [Objet, Champs]}, PR: {sections: []}, MO: {sections: []}}\n",
        ),
        (
            "processus/PAPED.md",
            "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider.\n---\n",
        ),
        (
            "acteurs/pilote-paped.md",
            "---\nid: pilote-paped\nnom: Pilote\ncourriel: p@service.example\nroles: [{role: pilote, processus: PAPED}]\n---\n",
        ),
    ];
    let base = base.map(|(path, text)| (path.to_owned(), text.to_owned()));
    for (path, text) in base.iter().chain(files) {
        all.insert(path.clone(), text.clone().into_bytes());
    }
    corpus::load(&Tree::Memory(all), |_| {
        TODAY.parse().expect("a date of the test")
    })
    .expect("the base is a document repository")
}

/// The findings of some rules, in French then English, with the bytes that each points at.
fn check(rules: &str, files: &[(String, String)], expected: Expect) {
    let corpus = corpus_of(files);
    let mut out = String::new();
    for found in run(&corpus, Softening::None)
        .iter()
        .filter(|found| rules.contains(found.rule))
    {
        let place = found.place.as_ref().expect("a U finding has a place");
        let text = files
            .iter()
            .find(|(path, _)| **path == *place.path)
            .map_or("", |(_, text)| text);
        let frozen = corpus
            .status_of(&place.path)
            .is_some_and(|status| status.is_frozen());
        let here = text
            .get(place.span.start..place.span.end)
            .expect("the place is of the file")
            .lines()
            .next()
            .unwrap_or_default();
        out.push_str(&format!(
            "{} {} {} «{here}»\n",
            found.severity.as_str(),
            found.rule,
            place.path
        ));
        for lang in [Lang::Fr, Lang::En] {
            out.push_str(&format!("  {}", found.message.render(lang)));
            // The remedy of a frozen text is that of every rule on it.
            if !frozen || found.rule.starts_with("U2") {
                out.push_str(&format!(
                    " / {}",
                    found
                        .help
                        .as_ref()
                        .map(|help| help.render(lang))
                        .unwrap_or_default()
                ));
            }
            out.push('\n');
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn the_example_repository_has_no_finding() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cramif"));
    let corpus = corpus::load(&Tree::WorkingTree(root), |_| {
        TODAY.parse().expect("a date of the test")
    })
    .expect("the example loads");
    let found: Vec<String> = run(&corpus, Softening::None)
        .iter()
        .filter(|found| found.rule.starts_with('U'))
        .map(|found| {
            format!(
                "{} {:?} {}",
                found.rule,
                found.place.as_ref().map(|place| &place.path),
                found.message.render(Lang::Fr)
            )
        })
        .collect();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(corpus.documents().count(), 6);
}

#[test]
fn a_purpose_is_a_sentence_of_its_own() {
    check(
        "U101",
        &[
            version("PR-01-V1", &[("objet", "Accueil")], "# Un\n"),
            version(
                "PR-02-V1",
                &[("objet", "Décrire le circuit [à compléter]")],
                "# Deux\n",
            ),
            version(
                "PR-03-V1",
                &[("objet", "\"Titre de PR-03-V1.\"")],
                "# Trois\n",
            ),
            version("PR-04-V1", &[("objet", "\"{{objet}}\"")], "# Quatre\n"),
            version("PR-05-V1", &[("objet", "")], "# Cinq\n"),
        ],
        expect![[r#"
            error U101 documents/PR/PR-01-V1.md «Accueil»
              l'objet de `PR-01-V1`, `Accueil`, est trop court pour dire à quoi il sert / dire dans `objet`, en une phrase, à quoi sert le document et à qui : `qms edit PR-01-V1`
              the purpose of `PR-01-V1`, `Accueil`, is too short to say what it is for / say in `objet`, in one sentence, what the document is for and for whom: `qms edit PR-01-V1`
            error U101 documents/PR/PR-02-V1.md «Décrire le circuit [à compléter]»
              l'objet de `PR-02-V1` a encore `à compléter` à remplacer / dire dans `objet`, en une phrase, à quoi sert le document et à qui : `qms edit PR-02-V1`
              the purpose of `PR-02-V1` still has `à compléter` to be filled in / say in `objet`, in one sentence, what the document is for and for whom: `qms edit PR-02-V1`
            error U101 documents/PR/PR-03-V1.md «"Titre de PR-03-V1."»
              l'objet de `PR-03-V1` ne fait que répéter son titre / dire dans `objet`, en une phrase, à quoi sert le document et à qui : `qms edit PR-03-V1`
              the purpose of `PR-03-V1` only repeats its title / say in `objet`, in one sentence, what the document is for and for whom: `qms edit PR-03-V1`
            error U101 documents/PR/PR-04-V1.md «"{{objet}}"»
              l'objet de `PR-04-V1` a encore `{{objet}}` à remplacer / dire dans `objet`, en une phrase, à quoi sert le document et à qui : `qms edit PR-04-V1`
              the purpose of `PR-04-V1` still has `{{objet}}` to be filled in / say in `objet`, in one sentence, what the document is for and for whom: `qms edit PR-04-V1`
        "#]],
    );
}

#[test]
fn a_pilot_must_hold_the_role_on_the_day() {
    let actor = |until: &str| {
        (
            "acteurs/pilote-paped.md".to_owned(),
            format!(
                "---\nid: pilote-paped\nnom: P\ncourriel: p@s.example\nroles: [{{role: pilote, processus: PAPED{until}}}]\n---\n"
            ),
        )
    };
    check(
        "U102",
        &[actor(""), version("PR-01-V1", &[], "# Un\n")],
        expect![[r#""#]],
    );
    check(
        "U102",
        &[
            actor(", au: 2026-11-21"),
            version("PR-01-V1", &[], "# Un\n"),
        ],
        expect![[r#""#]],
    );
    check(
        "U102",
        &[
            actor(", au: 2026-11-20"),
            version("PR-01-V1", &[], "# Un\n"),
        ],
        expect![[r#"
        error U102 documents/PR/PR-01-V1.md «PAPED»
          `PR-01-V1` relève du processus `PAPED`, qui n'a pas de pilote en fonction / désigner un pilote : `qms actor role ID --add pilote --process PAPED`
          `PR-01-V1` belongs to the process `PAPED`, which has no pilot in function / name a pilot: `qms actor role ID --add pilote --process PAPED`
    "#]],
    );
    check(
        "U102",
        &[version("PR-01-V1", &[("processus", "INCONNU")], "# Un\n")],
        expect![[r#""#]],
    );
}

#[test]
fn only_what_counts_refers_to_a_document() {
    let ticket = |text: &str| {
        (
            "smac/2026/NC-2026-0001.md".to_owned(),
            format!(
                "---\ncode: NC-2026-0001\ntitre: Écart\nrecu: 2026-03-01\ncanal: interne\nprocessus: PAPED\n{text}---\n"
            ),
        )
    };
    // Its own versions and drafts of others do not count.
    check(
        "U103",
        &[
            in_force("PR-01-V1", "2026-01-05", &[], "# Un\n\n[[PR-01]]\n"),
            version("PR-02-V1", &[("references", "[PR-01]")], "# Deux\n"),
        ],
        expect![[r#"
            warning U103 documents/PR/PR-01-V1.md «PR-01-V1»
              rien ne renvoie à `PR-01-V1` : ni un autre document en vigueur, ni un processus, ni une série, ni une fiche
              nothing refers to `PR-01-V1`: no other document in force, no process, no record series, no ticket
            warning U103 documents/PR/PR-02-V1.md «PR-02-V1»
              rien ne renvoie à `PR-02-V1` : ni un autre document en vigueur, ni un processus, ni une série, ni une fiche / citer `PR-02` dans l'étape du processus (`etapes`) ou dans le document qui en a besoin ; si aucun, il peut disparaître
              nothing refers to `PR-02-V1`: no other document in force, no process, no record series, no ticket / name `PR-02` in the step of the process (`etapes`) or in the document that needs it; if none does, it can go
        "#]],
    );
    check(
        "U103",
        &[
            in_force("PR-01-V1", "2026-01-05", &[], "# Un\n"),
            ticket("documents: [PR-01-V1]\n"),
        ],
        expect![[r#""#]],
    );
    check(
        "U103",
        &[
            in_force(
                "PR-01-V1",
                "2026-01-05",
                &[("references", "[PR-02]")],
                "# Un\n\n[[PR-02]]\n",
            ),
            in_force(
                "PR-02-V1",
                "2026-01-05",
                &[],
                "# Deux\n\n[un](PR-01-V1.md)\n",
            ),
        ],
        expect![[r#""#]],
    );
}

fn long(words: usize, from: usize) -> String {
    let mut body = String::from("# Titre\n\n");
    for word in from..from + words {
        body.push_str(&format!("mot{word} "));
    }
    body + "\n"
}

#[test]
fn near_copies_of_other_documents_in_force_are_found_once() {
    let near = long(400, 3);
    check(
        "U104",
        &[
            in_force("PR-01-V1", "2026-01-05", &[], &long(400, 0)),
            in_force("PR-02-V1", "2026-01-05", &[], &near),
            version("PR-02-V2", &[], &near),
            version("PR-03-V1", &[], "# Court\n"),
            version("PR-04-V1", &[], "# Court\n"),
            in_force("PR-05-V1", "2026-01-05", &[], &long(400, 200)),
        ],
        expect![[r#"
            warning U104 documents/PR/PR-02-V1.md «»
              96 % du texte de `PR-02-V1` est celui de `PR-01`, qui est en vigueur
              96% of the text of `PR-02-V1` is that of `PR-01`, which is in force
            warning U104 documents/PR/PR-02-V2.md «»
              96 % du texte de `PR-02-V2` est celui de `PR-01`, qui est en vigueur / garder le texte dans l'un des deux et y renvoyer depuis l'autre, ou en retirer un : `qms withdraw PR-01`
              96% of the text of `PR-02-V2` is that of `PR-01`, which is in force / keep the text in one of the two and link to it from the other, or withdraw one: `qms withdraw PR-01`
        "#]],
    );
}

#[test]
fn many_copies_are_found_once_each() {
    let files: Vec<_> = (1..60)
        .map(|number| {
            in_force(
                &format!("PR-{number:02}-V1"),
                "2026-01-05",
                &[],
                &long(80, 0),
            )
        })
        .collect();
    let corpus = corpus_of(&files);
    assert_eq!(
        run(&corpus, Softening::None)
            .iter()
            .filter(|found| found.rule == "U104")
            .count(),
        58
    );
}

#[test]
fn a_review_falls_due_and_its_outcome_gives_the_remedy() {
    let reviewed = |code: &str, from: &str, review: &str| {
        let (path, text) = in_force(code, from, &[], "# Un\n");
        (
            path,
            text.replacen("\n---\n", &format!("\nrevue: {review}\n---\n"), 1),
        )
    };
    check(
        "U201",
        &[
            in_force("PR-01-V1", "2023-11-20", &[], "# Un\n"),
            in_force("PR-02-V1", "2023-11-21", &[], "# Un\n"),
            in_force("PR-03-V1", "2023-12-21", &[], "# Un\n"),
            in_force("PR-04-V1", "2023-12-22", &[], "# Un\n"),
            reviewed(
                "PR-05-V1",
                "2020-01-06",
                "{date: 2026-01-12, acteur: pilote-paped, resultat: a-reviser}",
            ),
            reviewed(
                "PR-06-V1",
                "2020-01-06",
                "{date: 2026-01-12, acteur: pilote-paped, resultat: a-retirer}",
            ),
            reviewed(
                "PR-07-V1",
                "2020-01-06",
                "{date: 2026-01-12, acteur: pilote-paped, resultat: confirme}",
            ),
            reviewed(
                "PR-08-V1",
                "2026-01-06",
                "{date: 2026-01-12, acteur: pilote-paped, resultat: a-reviser}",
            ),
        ],
        expect![[r#"
            warning U201 documents/PR/PR-01-V1.md «2023-11-20»
              la revue périodique de `PR-01-V1` était due le 20/11/2026 / le revoir : `qms review PR-01-V1`
              the periodic review of `PR-01-V1` was due on 2026-11-20 / review it: `qms review PR-01-V1`
            info U201 documents/PR/PR-02-V1.md «2023-11-21»
              la revue périodique de `PR-02-V1` est à faire pour le 21/11/2026 / le revoir : `qms review PR-02-V1`
              the periodic review of `PR-02-V1` is due on 2026-11-21 / review it: `qms review PR-02-V1`
            info U201 documents/PR/PR-03-V1.md «2023-12-21»
              la revue périodique de `PR-03-V1` est à faire pour le 21/12/2026 / le revoir : `qms review PR-03-V1`
              the periodic review of `PR-03-V1` is due on 2026-12-21 / review it: `qms review PR-03-V1`
            warning U201 documents/PR/PR-05-V1.md «{date: 2026-01-12, acteur: pilote-paped, resultat: a-reviser}»
              la revue périodique de `PR-05-V1` était due le 06/01/2023 / sa dernière revue demande une révision : `qms revise PR-05-V1 --reason "…"`
              the periodic review of `PR-05-V1` was due on 2023-01-06 / its last review asks for a revision: `qms revise PR-05-V1 --reason "…"`
            warning U201 documents/PR/PR-06-V1.md «{date: 2026-01-12, acteur: pilote-paped, resultat: a-retirer}»
              la revue périodique de `PR-06-V1` était due le 06/01/2023 / sa dernière revue demande son retrait : `qms withdraw PR-06-V1 --reason "…"`
              the periodic review of `PR-06-V1` was due on 2023-01-06 / its last review asks for its withdrawal: `qms withdraw PR-06-V1 --reason "…"`
        "#]],
    );
}

#[test]
fn use_is_shown_by_a_record_a_ticket_or_a_receipt_of_its_period() {
    let record = |text: &str| {
        (
            "enregistrements/E/E-2026-0001.md".to_owned(),
            format!("---\ncode: E-2026-0001\ntitre: Rempli\nprocessus: PAPED\n{text}---\n"),
        )
    };
    let old = |code: &str| in_force(code, "2020-01-06", &[], "# Un\n");
    check(
        "U202",
        &[
            old("PR-01-V1"),
            old("PR-02-V1"),
            in_force("PR-03-V1", "2026-08-22", &[], "# Récent\n"),
            ("smac/2026/NC-2026-0001.md".into(), "---\ncode: NC-2026-0001\ntitre: Écart\nrecu: 2026-03-01\ncanal: interne\nprocessus: PAPED\nexigence: PR-01\n---\n".into()),
            // Too old, and still to come.
            ("enregistrements/lecture/PR-02-V1/a.md".into(), "---\ncode: PR-02-V1\nacteur: a\ndate: 2023-11-20\nempreinte: \"0123456789abcdef\"\n---\n".into()),
            ("enregistrements/lecture/PR-02-V1/b.md".into(), "---\ncode: PR-02-V1\nacteur: b\ndate: 2026-11-22\nempreinte: \"0123456789abcdef\"\n---\n".into()),
        ],
        expect![[r#"
            info U202 documents/PR/PR-02-V1.md «PR-02-V1»
              rien ne montre que `PR-02-V1` est utilisé : ni enregistrement, ni fiche, ni accusé de lecture dans sa période de revue / le faire lire (`qms ack PR-02-V1 --by ACTEUR`), ou se demander à sa revue s'il sert encore : `qms review PR-02-V1`
              nothing shows that `PR-02-V1` is used: no record made with it, no ticket naming it, no acknowledgement within its review period / have it read (`qms ack PR-02-V1 --by ACTOR`), or ask at its review whether it is still needed: `qms review PR-02-V1`
        "#]],
    );
    let series = ("registres/enregistrements/fiches.md".to_owned(), "---\nlibelle: Fiches\nsection: C\nsupport: {reference: SE-001}\nclassement: {duree: 3 ans}\ndestruction: sans conditions\n---\n".to_owned());
    check(
        "U202 U203",
        &[
            old("SE-001-V1"),
            record("date: 2026-03-01\nformulaire: SE-001\n"),
        ],
        expect![[r#""#]],
    );
    check(
        "U203",
        &[
            old("SE-001-V1"),
            series.clone(),
            record("date: 2026-03-01\nserie: fiches\n"),
        ],
        expect![[r#""#]],
    );
    check(
        "U203",
        &[old("SE-001-V1"), series],
        expect![[r#"
        info U203 documents/SE/SE-001-V1.md «SE-001-V1»
          aucun enregistrement n'est né du support `SE-001-V1` / le nommer dans les enregistrements qui en naissent (`formulaire: SE-001`), ou le retirer : `qms withdraw SE-001`
          no record was ever made with the form `SE-001-V1` / name it in the records made with it (`formulaire: SE-001`), or withdraw it: `qms withdraw SE-001`
    "#]],
    );
}

#[test]
fn every_way_to_refer_is_followed() {
    let body = "# Un\n\n## Étape « A »\n\n[[PR-01]] [[PR-01-V9]] [[PR-02]] [[PR-03]] [[PR-04]] [[PR-09]] [[pr-2-v1]] [[PR-02-V7]] [[XX-12]] [[note à part]]\n\n\
        [a](XX-12) [b]() [c](https://x.fr/PR-99) [d](mailto:a@b) <c@localhost> [e](../MO/MO-00001-V01.md) [f](../../processus/PAPED.md) [g](../../processus/ABSENT.md) [h](../../README.md) [i](annexe.pdf) [j](annexe)\n\n\
        [k](#étape--a-) [l](#%C3%A9tape--a-) [m](#etape--a-) [n](#) [o](PR-02#x) [p](PR-77#x) [q](NC-2026-0009) [r](E-2026-0001) [s](E-2026-0002)\n";
    check(
        "U301",
        &[
            version("PR-01-V1", &[("references", "[PR-02, PR-88, PR-01, Guide]")], body),
            in_force("PR-02-V1", "2026-01-05", &[], "# Deux\n"),
            version("PR-03-V1", &[], "# Trois\n"),
            {
                let (path, text) = in_force("PR-04-V1", "2026-01-05", &[], "# Quatre\n");
                (path, text.replacen("\n---\n", "\nretrait: {date: 2026-06-01, acteur: directrice, motif: Sans usage}\n---\n", 1))
            },
            ("documents/PR/PR-09-V1.md".into(), "---\nrien: [\n---\n".into()),
            ("enregistrements/E/E-2026-0001.md".into(), "---\ncode: E-2026-0001\ntitre: Rempli\ndate: 2026-03-01\nprocessus: PAPED\n---\n".into()),
            ("registres/destructions/2026/DEST-2026-0001.md".into(), "---\ncode: DEST-2026-0001\ndate: 2026-03-01\nacteur: pilote-paped\nelements:\n  - {code: E-2026-0002}\n---\n".into()),
        ],
        expect![[r#"
            error U301 documents/PR/PR-01-V1.md «PR-88»
              `PR-01-V1` renvoie à `PR-88`, qui n'existe pas / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              `PR-01-V1` refers to `PR-88`, which does not exist / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «Guide»
              `PR-01-V1` renvoie à `Guide`, qui n'existe pas / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              `PR-01-V1` refers to `Guide`, which does not exist / correct the reference or take it out; `qms list` shows what there is
            warning U301 documents/PR/PR-01-V1.md «PR-03»
              `PR-01-V1` renvoie à `PR-03`, qui n'est pas encore en vigueur / rien ne s'oppose à l'approbation ; `qms status` montre ce qu'attend `PR-03`
              `PR-01-V1` refers to `PR-03`, which is not in force yet / nothing stands in the way of the approval; `qms status` shows what `PR-03` awaits
            error U301 documents/PR/PR-01-V1.md «PR-04»
              `PR-01-V1` renvoie à `PR-04`, qui n'est plus en vigueur dans aucune version / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              `PR-01-V1` refers to `PR-04`, which is no longer in force in any version / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «PR-02-V7»
              `PR-01-V1` renvoie à `PR-02-V7`, qui n'existe pas / nommer le document sans sa version : `PR-02`
              `PR-01-V1` refers to `PR-02-V7`, which does not exist / name the document without its version: `PR-02`
            error U301 documents/PR/PR-01-V1.md «XX-12»
              un lien de `PR-01-V1` mène à `XX-12`, qui n'est ni un code connu ni une adresse / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              a link of `PR-01-V1` leads to `XX-12`, which is neither a known code nor an address / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «XX-12»
              un lien de `PR-01-V1` mène à `XX-12`, qui n'est ni un code connu ni une adresse / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              a link of `PR-01-V1` leads to `XX-12`, which is neither a known code nor an address / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «[b]()»
              un lien de `PR-01-V1` ne mène nulle part / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              a link of `PR-01-V1` leads nowhere / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «../MO/MO-00001-V01.md»
              `PR-01-V1` renvoie à `MO-00001-V01`, qui n'existe pas / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              `PR-01-V1` refers to `MO-00001-V01`, which does not exist / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «../../processus/ABSENT.md»
              un lien de `PR-01-V1` mène au fichier `../../processus/ABSENT.md`, qui n'existe pas / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              a link of `PR-01-V1` leads to the file `../../processus/ABSENT.md`, which does not exist / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «annexe»
              un lien de `PR-01-V1` mène à `annexe`, qui n'est ni un code connu ni une adresse / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              a link of `PR-01-V1` leads to `annexe`, which is neither a known code nor an address / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «#etape--a-»
              un lien de `PR-01-V1` mène à sa section `#etape--a-`, qui n'existe pas / il s'agit peut-être de `#étape--a-`
              a link of `PR-01-V1` leads to its section `#etape--a-`, which does not exist / perhaps `#étape--a-` is meant
            error U301 documents/PR/PR-01-V1.md «PR-77#x»
              `PR-01-V1` renvoie à `PR-77`, qui n'existe pas / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              `PR-01-V1` refers to `PR-77`, which does not exist / correct the reference or take it out; `qms list` shows what there is
            error U301 documents/PR/PR-01-V1.md «NC-2026-0009»
              `PR-01-V1` renvoie à `NC-2026-0009`, qui n'existe pas / corriger le renvoi ou l'ôter ; `qms list` montre ce qui existe
              `PR-01-V1` refers to `NC-2026-0009`, which does not exist / correct the reference or take it out; `qms list` shows what there is
        "#]],
    );
}

#[test]
fn sections_are_there_under_their_names_and_say_something() {
    check(
        "U302",
        &[
            version(
                "SE-001-V1",
                &[],
                "# Un\n\n## 1. OBJET :\n\nDire.\n\n## Champs\n\n### Identité\n\nNom.\n",
            ),
            version(
                "SE-002-V1",
                &[],
                "# Deux\n\n## Objet\n\n<!-- rien -->\n\n## Champ\n\nNom.\n",
            ),
            version("SE-003-V1", &[], "Sans titre.\n"),
        ],
        expect![[r#"
            error U302 documents/SE/SE-002-V1.md «## Objet»
              la section `Objet` de `SE-002-V1` est vide / l'écrire, ou dire que rien ne s'applique (« sans objet ») : `qms edit SE-002-V1`
              the section `Objet` of `SE-002-V1` is empty / write it, or say that nothing applies (« sans objet »): `qms edit SE-002-V1`
            error U302 documents/SE/SE-002-V1.md «## Champ»
              `SE-002-V1` n'a pas la section `Champs` que son type demande / si c'est `Champ`, lui donner ce titre : `## Champs`
              `SE-002-V1` lacks the section `Champs` that its type asks for / if it is `Champ`, give it that heading: `## Champs`
            error U302 documents/SE/SE-003-V1.md «»
              `SE-003-V1` n'a pas la section `Champs` que son type demande / ajouter le titre `## Champs` et dire ce qui en relève : `qms edit SE-003-V1`
              `SE-003-V1` lacks the section `Champs` that its type asks for / add the heading `## Champs` and say what belongs under it: `qms edit SE-003-V1`
            error U302 documents/SE/SE-003-V1.md «»
              `SE-003-V1` n'a pas la section `Objet` que son type demande / ajouter le titre `## Objet` et dire ce qui en relève : `qms edit SE-003-V1`
              `SE-003-V1` lacks the section `Objet` that its type asks for / add the heading `## Objet` and say what belongs under it: `qms edit SE-003-V1`
        "#]],
    );
}

#[test]
fn what_the_template_left_is_found_wherever_it_is() {
    let template = "---\ntitre: \"{{titre}}\"\n---\n# {{titre}}\n\n## Objet\n\n> Dire en deux phrases ce que ce document garantit.\n\nSans objet.\n";
    check(
        "U303",
        &[
            ("modeles/PR.md".into(), template.into()),
            version(
                "PR-01-V1",
                &[("titre", "\"{{titre}}\""), ("motif", "TODO")],
                "# Un\n\n## Objet\n\nDire en deux phrases\nce que ce document garantit.\n\nSans objet.\n\n`TODO` lorem ipsum\n",
            ),
            version(
                "MO-00001-V01",
                &[],
                "# Un\n\n> Dire en deux phrases ce que ce document garantit.\n",
            ),
        ],
        expect![[r#"
            error U303 documents/PR/PR-01-V1.md «"{{titre}}"»
              `{{…}}` reste à remplacer dans `PR-01-V1` / écrire ce qui doit s'y trouver, ou l'ôter : `qms edit PR-01-V1`
              `{{…}}` is left to be replaced in `PR-01-V1` / write what is meant there, or delete it: `qms edit PR-01-V1`
            error U303 documents/PR/PR-01-V1.md «TODO»
              `TODO` reste à remplacer dans `PR-01-V1` / écrire ce qui doit s'y trouver, ou l'ôter : `qms edit PR-01-V1`
              `TODO` is left to be replaced in `PR-01-V1` / write what is meant there, or delete it: `qms edit PR-01-V1`
            error U303 documents/PR/PR-01-V1.md «Dire en deux phrases»
              `PR-01-V1` a encore cette phrase de son modèle, `modeles/PR.md` / écrire ce qui doit s'y trouver, ou l'ôter : `qms edit PR-01-V1`
              `PR-01-V1` still has this sentence of its template, `modeles/PR.md` / write what is meant there, or delete it: `qms edit PR-01-V1`
            error U303 documents/PR/PR-01-V1.md «lorem ipsum»
              `lorem ipsum` reste à remplacer dans `PR-01-V1` / écrire ce qui doit s'y trouver, ou l'ôter : `qms edit PR-01-V1`
              `lorem ipsum` is left to be replaced in `PR-01-V1` / write what is meant there, or delete it: `qms edit PR-01-V1`
        "#]],
    );
}

#[test]
fn images_are_there_and_described() {
    check(
        "U304",
        &[
            version(
                "PR-01-V1",
                &[],
                "# Un\n\n![Plan](a%20b.png) ![](https://x.fr/i.png) ![Ici](../MO/ici.png) <img src=\"../MO/ici.png\"> ![x](/etc/i.png)\n",
            ),
            ("documents/MO/ici.png".into(), "png".into()),
        ],
        expect![[r#"
            warning U304 documents/PR/PR-01-V1.md «![Plan](a%20b.png)»
              `PR-01-V1` montre l'image `a%20b.png`, qui n'est pas là / poser le fichier à côté du document, en simple fichier, et le nommer par son chemin relatif
              `PR-01-V1` shows the image `a%20b.png`, which is not there / put the file beside the document, as a plain file, and name it by its relative path
            warning U304 documents/PR/PR-01-V1.md «![](https://x.fr/i.png)»
              `PR-01-V1` montre l'image `https://x.fr/i.png`, qui n'est pas dans le dépôt / poser le fichier à côté du document, en simple fichier, et le nommer par son chemin relatif
              `PR-01-V1` shows the image `https://x.fr/i.png`, which is not in the repository / put the file beside the document, as a plain file, and name it by its relative path
            warning U304 documents/PR/PR-01-V1.md «![](https://x.fr/i.png)»
              l'image `https://x.fr/i.png` de `PR-01-V1` n'a pas de texte de remplacement / dire entre les crochets ce qu'elle montre : `![texte](https://x.fr/i.png)`
              the image `https://x.fr/i.png` of `PR-01-V1` has no text alternative / say between the square brackets what it shows: `![text](https://x.fr/i.png)`
            warning U304 documents/PR/PR-01-V1.md «<img src="../MO/ici.png">»
              l'image `../MO/ici.png` de `PR-01-V1` n'a pas de texte de remplacement / dire entre les crochets ce qu'elle montre : `![texte](../MO/ici.png)`
              the image `../MO/ici.png` of `PR-01-V1` has no text alternative / say between the square brackets what it shows: `![text](../MO/ici.png)`
            warning U304 documents/PR/PR-01-V1.md «![x](/etc/i.png)»
              `PR-01-V1` montre l'image `/etc/i.png`, qui n'est pas là / poser le fichier à côté du document, en simple fichier, et le nommer par son chemin relatif
              `PR-01-V1` shows the image `/etc/i.png`, which is not there / put the file beside the document, as a plain file, and name it by its relative path
        "#]],
    );
}

#[test]
fn headings_nest_under_one_title() {
    check(
        "U305",
        &[
            version(
                "PR-01-V1",
                &[],
                "# Un\n\n## A\n\n#### B\n\n## C\n\n# Deux\n",
            ),
            version("PR-02-V1", &[], "## A\n\n#### B\n"),
            version("PR-03-V1", &[], "Rien.\n"),
            version(
                "PR-04-V1",
                &[],
                "## Avant\n\n# Titre\n\n## A\n\n### B\n\n## C\n",
            ),
        ],
        expect![[r#"
            warning U305 documents/PR/PR-01-V1.md «#### B»
              dans `PR-01-V1`, le titre `B` est de niveau 4 après un titre de niveau 2 / lui donner un `#` de plus que le titre dont il dépend : `qms edit PR-01-V1`
              in `PR-01-V1` the heading `B` is of level 4 after a heading of level 2 / give it one `#` more than the heading that it belongs under: `qms edit PR-01-V1`
            warning U305 documents/PR/PR-01-V1.md «# Deux»
              `PR-01-V1` a un second titre, `Deux` / en faire une section : `## Deux`
              `PR-01-V1` has a second title, `Deux` / write it as a section: `## Deux`
            warning U305 documents/PR/PR-02-V1.md «## A»
              `PR-02-V1` n'a pas de titre : son premier intertitre, `A`, est de niveau 2 / commencer le corps par `# Titre de PR-02-V1`
              `PR-02-V1` has no title: its first heading, `A`, is of level 2 / begin the body with `# Titre de PR-02-V1`
            warning U305 documents/PR/PR-02-V1.md «#### B»
              dans `PR-02-V1`, le titre `B` est de niveau 4 après un titre de niveau 2 / lui donner un `#` de plus que le titre dont il dépend : `qms edit PR-02-V1`
              in `PR-02-V1` the heading `B` is of level 4 after a heading of level 2 / give it one `#` more than the heading that it belongs under: `qms edit PR-02-V1`
        "#]],
    );
}

#[test]
fn an_audience_is_one_of_the_organisation() {
    check(
        "U306",
        &[version(
            "PR-01-V1",
            &[("diffusion", "[tout-agent, pilote, zzz, direcrice]")],
            "# Un\n",
        )],
        expect![[r#"
        error U306 documents/PR/PR-01-V1.md «zzz»
          `PR-01-V1` est destiné à `zzz`, qui n'est ni un public ni un rôle de `qms.yaml` / nommer un public (`publics`) ou un rôle qui existe, ou déclarer celui-ci dans `qms.yaml`
          `PR-01-V1` is meant for `zzz`, which is no audience and no role of `qms.yaml` / name an audience (`publics`) or a role that exists, or declare this one in `qms.yaml`
        error U306 documents/PR/PR-01-V1.md «direcrice»
          `PR-01-V1` est destiné à `direcrice`, qui n'est ni un public ni un rôle de `qms.yaml` / il s'agit peut-être de `directrice`
          `PR-01-V1` is meant for `direcrice`, which is no audience and no role of `qms.yaml` / perhaps `directrice` is meant
    "#]],
    );
}
