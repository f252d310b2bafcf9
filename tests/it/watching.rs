//! The watch and the indicators: the printed table, what is noted in the registers, the figures that
//! reports make of them.

use crate::sandbox::{Sandbox, bytes, json, qms, text};
use serde_json::Value;

const COLUMNS: [[&str; 2]; 6] = [
    ["thematiques", "Thématiques à surveiller"],
    [
        "sources_frequence",
        "Sources principales / fréquence de consultation",
    ],
    [
        "responsable_intervenants",
        "Responsable de la veille et intervenants",
    ],
    [
        "inventaire_localisation",
        "Inventaire des textes réglementaires : localisation",
    ],
    [
        "destinataires",
        "Destinataires de l'actualité réglementaire",
    ],
    [
        "mode_diffusion",
        "Mode de diffusion de l'actualité réglementaire",
    ],
];

/// The rows, cell by cell, as printed.
#[rustfmt::skip]
const WATCH: [[&str; 6]; 4] = [
    ["- Évolution des minima sociaux - Dossiers thématiques (handicap, vieillesse..., - Synthèse des nouveaux textes législatifs", "Actualités Sociales Hebdomadaires (ASH)", "Chargée de développement documentaire pour le suivi des abonnements Cf. liste des référents documentation par département", "Classement des ASH \"papier\" sur chaque unité dans un lieu connu de l'ensemble des agents + Connexion Internet", "- tous les agents du service social (secrétaires, ASS, cadres) + siège", "2 exemplaires livrés sur chaque unité de travail (soit 68 pour la région)"],
    ["la législation sur la famille et la protection sociale", "Guide familial- version dématérialisée + réception automatique des newsletters bi-mensuelles", "Chargée de développement documentaire pour l'ouverture des droits d'accès et suivi des connexions", "21newsletters/an + site internet", "Tous les agents du Service social (secrétaires, ASS, cadres, région, direction)", "Connexions illimitées à cramif.guide-familial.fr"],
    ["Information intra-institutionnelle", "CNAMTS Lettre Réseau", "Chargée de développement documentaire", "Classement Médi@m", "-les agents abonnés à Médi@m Domaine service social (managers, référents documentation).", "Accès par Médi@m via l'espace SSR de Cramifnet"],
    ["Veille documentaire métier", "Médi@m domaine service social", "Chargée de développement documentaire", "Médi@m", "En fonction de la thématique", "Alerte par courriel aux agents concernés"],
];

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The row of a section that begins with some words.
fn row<'t>(table: &'t Value, section: &str, first: &str) -> &'t Value {
    let key = table["columns"][0]["key"].as_str().expect("a column");
    table["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .filter(|one| {
            one["title"]
                .as_str()
                .unwrap_or_default()
                .starts_with(section)
        })
        .flat_map(|one| one["rows"].as_array().expect("rows"))
        .find(|row| {
            row[key]
                .as_str()
                .is_some_and(|text| text.starts_with(first))
        })
        .unwrap_or_else(|| panic!("no `{first}` under `{section}` in {table}"))
}

#[test]
fn the_watch_table_is_the_printed_one() {
    let table = json(&["report", "watch"]);
    assert_eq!(table["title"], "MODALITÉ DE LA VEILLE RÉGLEMENTAIRE");
    for (column, [key, label]) in COLUMNS.iter().enumerate() {
        let column = &table["columns"][column];
        assert_eq!(column["key"], *key);
        assert_eq!(
            bare(column["label"].as_str().expect("a label")),
            bare(label)
        );
    }
    let rows = table["sections"][0]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), WATCH.len());
    for (row, expected) in rows.iter().zip(WATCH) {
        for ([key, _], expected) in COLUMNS.iter().zip(expected) {
            let cell = row[*key].as_str().expect("a text");
            assert_eq!(bare(cell), bare(expected), "{key} of {row}");
        }
    }
}

#[test]
fn each_new_report_fits_the_page_and_loses_no_word() {
    let help = qms("80", &["report", "--help", "--lang", "en"]);
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let (_, listed) = help.split_once("Commands:\n").expect("the reports");
    let names: Vec<&str> = listed
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        // The printed tables have more columns than a narrow page takes, and tests of their own.
        .filter(|name| !["records", "documents", "disposals"].contains(name))
        .collect();
    assert!(names.len() > 8, "{help}");
    for report in names {
        let arguments: &[&str] = match report {
            "process" => &["report", "process", "PAPED"],
            report => &["report", report],
        };
        let table = json(arguments);
        for width in [40, 80, 200] {
            let output = qms(&width.to_string(), arguments);
            let shown = String::from_utf8(output.stdout).expect("UTF-8");
            let widest = shown.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{report:?} at {width}: {widest:?}");
            for section in table["sections"].as_array().expect("sections") {
                for row in section["rows"].as_array().expect("rows") {
                    for (key, cell) in row.as_object().expect("a row") {
                        // Days and numbers are shown otherwise, a run of values as marks.
                        let cell = cell.as_str().expect("a text");
                        let plain = cell.starts_with(|c: char| c.is_ascii_digit());
                        if plain || key == "trend" {
                            continue;
                        }
                        for word in cell.split_whitespace() {
                            assert!(shown.contains(word), "{report:?} at {width} lacks {word}");
                        }
                    }
                }
            }
        }
        for format in ["md", "html", "csv", "xlsx"] {
            assert!(!bytes(&[arguments, &["--format", format]].concat()).is_empty());
        }
    }
}

#[test]
fn an_indicator_shows_its_trend_in_every_form() {
    let shown = text(&["report", "indicators"]);
    assert!(shown.contains("▁▇▂▃▂▅▇▃▅▇"), "{shown}");
    let table = json(&["report", "indicators"]);
    let rate = row(&table, "", "Réclamations externes");
    assert_eq!(
        (&rate["value"], &rate["period"]),
        (&Value::from("100"), &Value::from("2026-10"))
    );
    let values = rate["trend"].as_str().expect("a text");
    assert!(values.starts_with("2026-01=83.3 2026-02=100 "), "{values}");
    assert_eq!(table["series"][0]["points"][0]["value"], "83.3");
    assert_eq!(
        table["series"][0]["points"].as_array().map(Vec::len),
        Some(10)
    );

    let page = text(&["report", "indicators", "--format", "html"]);
    let drawing = page.split_once("<svg ").expect("a drawing").1;
    let drawing = format!(
        "<svg {}</svg>",
        drawing.split_once("</svg>").expect("its end").0
    );
    let drawing = roxmltree::Document::parse(&drawing).expect("well-formed");
    let said = |name: &str| {
        let node = drawing.descendants().find(|node| node.has_tag_name(name));
        node.and_then(|node| node.text())
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        said("title"),
        "Réclamations externes répondues dans le délai de 15 jours"
    );
    assert!(
        said("desc").contains("2026-01\u{a0}: 83,3\u{a0}%"),
        "{}",
        said("desc")
    );
    assert!(
        !page.contains("<script") && !page.contains(" style="),
        "{page}"
    );

    let workbook = bytes(&["report", "indicators", "--format", "xlsx"]);
    assert_eq!(
        workbook,
        bytes(&["report", "indicators", "--format", "xlsx"])
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).expect("a part");
        std::io::Read::read_to_string(&mut file, &mut text).expect("UTF-8");
        text
    };
    let chart = part("xl/charts/chart1.xml");
    assert!(chart.contains("<c:lineChart>"), "{chart}");
    assert!(chart.contains("Valeurs!$B$3:$B$12"), "{chart}");
    assert!(part("xl/worksheets/sheet2.xml").contains("<v>83.3</v>"));
}

#[test]
fn the_counters_of_2016_are_those_of_the_printed_report() {
    let table = json(&["report", "activity", "--year", "2016"]);
    for (counter, value) in [
        ("Articles de la revue de presse", "6750"),
        ("Demandes de recherches", "60"),
        ("Demandes de sommaires", "244"),
        ("Abonnements gérés", "50"),
        ("Vacations consacrées à des déménagements", "333"),
        ("Vacations consacrées au déploiement", "342"),
    ] {
        assert_eq!(
            row(&table, "Compteurs", counter)["value"],
            value,
            "{counter}"
        );
    }
    let shown = text(&["report", "activity", "--year", "2016"]);
    assert!(shown.contains("6\u{202f}750"), "{shown}");
    assert!(shown.contains("RAPPORT D'ACTIVITÉ 2016"), "{shown}");
}

#[test]
fn the_documents_of_a_year_are_counted_by_their_effective_dates() {
    let table = json(&["report", "activity", "--year", "2026"]);
    let of = |first: &str, key: &str| {
        let row = row(&table, "Documents", first);
        row[key].as_str().expect("a text").to_owned()
    };
    assert_eq!(of("Parus", "value"), "0");
    assert_eq!(of("Révisés", "value"), "2");
    assert_eq!(of("Révisés", "detail"), "MO-00354-V03, MO-00391-V02");
    assert_eq!(of("En vigueur", "value"), "6");
    // 9 March to 25 March, and the same number of days for the other.
    assert_eq!(of("Délai moyen", "value"), "16.0");
    assert!(of("Délai moyen", "detail").contains("première approbation"));
}

#[test]
fn complaints_of_a_year_give_the_share_in_time_and_the_strict_one() {
    let sandbox = Sandbox::service();
    for (code, received, answered) in [
        ("RE-2026-0001", "2026-03-02", "2026-03-09"),
        ("RE-2026-0002", "2026-03-02", "2026-03-17"),
        ("RE-2026-0003", "2026-03-02", "2026-03-18"),
        ("RE-2026-0004", "2026-06-01", ""),
    ] {
        let answer = match answered {
            "" => String::new(),
            day => format!("reponse: {{date: {day}, acteur: agent, canal: courrier}}\n"),
        };
        sandbox.write(
            &format!("smac/2026/{code}.md"),
            &format!("---\ncode: {code}\ntitre: Attente trop longue\nrecu: {received}\ncanal: courrier\nprocessus: ACCUEIL\n{answer}---\n"),
        );
    }
    let report = |arguments: &[&str]| -> Value {
        let all = [&["report", "activity", "--format", "json"], arguments].concat();
        serde_json::from_str(&sandbox.done("agent", &all)).expect("JSON")
    };
    let share = |table: &Value, first: &str| {
        let found = row(table, "Délais", first);
        found["value"].as_str().expect("a text").to_owned()
    };
    let table = report(&[]);
    let usual = "Réclamation externe, en 15 jours au plus\u{a0}: part dans le délai";
    let strict = "Réclamation externe, en 15 jours au plus\u{a0}: part stricte";
    assert_eq!(share(&table, usual), "66.67");
    assert_eq!(share(&table, strict), "50.00");
    // As the seeds count support requests: within seven days.
    let table = report(&["--within", "7"]);
    let usual = "Réclamation externe, en 7 jours au plus\u{a0}: part dans le délai";
    assert_eq!(share(&table, usual), "33.33");
    assert_eq!(row(&table, "Fiches par canal", "courrier")["value"], "4");
    let smac = sandbox.done("agent", &["report", "smac"]);
    assert!(
        smac.contains("Sans réponse et hors délai\u{a0}: RE-2026-0004."),
        "{smac}"
    );
}

#[test]
fn a_review_pack_says_what_the_repository_does_not_hold() {
    let pack = json(&["report", "review-pack"]);
    let titles: Vec<&str> = pack["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .map(|section| section["title"].as_str().expect("a title"))
        .collect();
    for letter in [
        "a) ", "b) ", "c.1) ", "c.2) ", "c.3) ", "c.4) ", "c.5) ", "c.6) ", "c.7) ", "d) ", "e) ",
        "f) ",
    ] {
        assert!(
            titles.iter().any(|title| title.starts_with(letter)),
            "{letter} {titles:?}"
        );
    }
    assert_eq!(row(&pack, "d)", "—")["state"], "absent du dépôt");
    assert_eq!(
        row(&pack, "c.2)", "Réclamations externes")["content"],
        "100\u{a0}%"
    );
}

#[test]
fn a_process_card_names_its_steps_pilots_and_documents() {
    let card = json(&["report", "process", "paped"]);
    let step = row(&card, "Étapes", "3. ");
    assert_eq!(
        step["content"],
        "PR-03-V1 — Mettre en œuvre une intervention sociale"
    );
    assert_eq!(
        (&step["state"], &step["date"]),
        (&Value::from("en vigueur"), &Value::from("2012-04-25"))
    );
    assert_eq!(
        row(&card, "Pilotes", "pilote-paped")["content"],
        "Pilote du processus PAPED"
    );
    row(&card, "Documents", "MO-00354-V03");
    row(&card, "Indicateurs", "Réclamations externes");
    let unknown = qms("80", &["report", "process", "PAPD"]);
    assert_eq!(unknown.status.code(), Some(2));
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(said.contains("vouliez-vous dire `PAPED`"), "{said}");
}

#[test]
fn the_cards_of_two_processes_are_two_documents_when_published() {
    let sandbox = Sandbox::service();
    sandbox.done(
        "admin",
        &[
            "new",
            "processus",
            "SUIVI",
            "--title",
            "Suivi",
            "--purpose",
            "Suivre chaque assuré.",
        ],
    );
    sandbox.done("admin", &["register"]);
    for code in ["ACCUEIL", "SUIVI"] {
        sandbox.done(
            "referent",
            &["report", "process", code, "--publish", "--process", code],
        );
    }
    let first = sandbox.read("documents/GD/GD-01-V1.md");
    assert!(
        first.contains("titre: Fiche de processus ACCUEIL\n"),
        "{first}"
    );
    assert!(first.contains("`qms report process ACCUEIL`"), "{first}");
    assert!(
        first.contains("finalité\u{a0}: Accueillir chaque assuré."),
        "{first}"
    );
    let second = sandbox.read("documents/GD/GD-02-V1.md");
    assert!(
        second.contains("titre: Fiche de processus SUIVI\n"),
        "{second}"
    );
}

#[test]
fn who_has_not_read_is_told_from_who_has() {
    let table = json(&["report", "acks"]);
    let read = row(&table, "PR-01-V1", "Agent du processus");
    assert_eq!(
        (&read["state"], &read["read"]),
        (&Value::from("lu"), &Value::from("2025-10-27"))
    );
    let not = row(&table, "PR-01-V1", "Directrice");
    assert_eq!(
        (&not["state"], &not["read"]),
        (&Value::from("non lu"), &Value::from(""))
    );
}

const SOURCE: &str = "---\nthematiques: [Minima sociaux]   # relu\nsource: Actualités sociales\nfrequence: 1 mois\nconsultations:\n  - {date: 2026-10-01, acteur: agent}\n---\nDeux exemplaires.\n";

#[test]
fn a_consultation_is_added_every_other_byte_kept_and_then_signed() {
    let sandbox = Sandbox::service();
    sandbox.write("registres/veille/actualites.md", SOURCE);
    sandbox.done("admin", &["register"]);
    let said = sandbox.done(
        "agent",
        &[
            "watch",
            "log",
            "actualites",
            "--by",
            "agent",
            "--text",
            "Décret: \"minima\"",
            "--applicable",
            "oui",
            "--impact",
            "pr-1",
            "--follow-up",
            "Relayé",
            "--date",
            "2026-11-20",
        ],
    );
    assert!(
        said.contains("`qms register` signe la modification"),
        "{said}"
    );
    let added = "acteur: agent}\n  - {date: 2026-11-20, acteur: agent, texte: \"Décret: \\\"minima\\\"\", applicable: true, impact: [PR-01], suite: Relayé}\n";
    assert_eq!(
        sandbox.read("registres/veille/actualites.md"),
        SOURCE.replace("acteur: agent}\n", added)
    );
    sandbox.done("admin", &["register"]);
    sandbox.done("agent", &["verify"]);
    let list: Value =
        serde_json::from_str(&sandbox.done("agent", &["watch", "list", "--format", "json"]))
            .expect("JSON");
    assert_eq!(list["watch"][0]["last"], "2026-11-20");
    assert_eq!(list["watch"][0]["next_due"], "2026-12-20");
    let late = sandbox.done("agent", &["watch", "list", "--as-of", "2026-12-21"]);
    assert!(late.contains("20/12/2026, en retard"), "{late}");
    sandbox.write("registres/veille/illisible.md", "---\nsource: [\n---\n");
    let unreadable = sandbox.qms("agent", &["watch", "list", "--format", "json"]);
    let list: Value = serde_json::from_str(&unreadable.out).expect("JSON");
    assert_eq!(list["unread"][0], "registres/veille/illisible.md");
    assert!(
        unreadable.err.contains("illisible et manque ici"),
        "{}",
        unreadable.err
    );
}

#[test]
fn what_is_wrong_is_refused_with_what_is_near_and_nothing_is_written() {
    let sandbox = Sandbox::service();
    sandbox.write("registres/veille/actualites.md", SOURCE);
    sandbox.write(
        "registres/indicateurs/delai.md",
        "---\nnumero: 1\ntitre: Délai\n---\n",
    );
    for (arguments, near) in [
        (
            &["watch", "log", "actualite", "--by", "agent"][..],
            "vouliez-vous dire `actualites`",
        ),
        (
            &["watch", "log", "actualites", "--by", "agnt"],
            "vouliez-vous dire `agent`",
        ),
        (
            &[
                "watch",
                "log",
                "actualites",
                "--by",
                "agent",
                "--impact",
                "PR-77",
            ],
            "PR-77",
        ),
        (
            &[
                "watch",
                "log",
                "actualites",
                "--by",
                "agent",
                "--date",
                "2026-11-22",
            ],
            "à venir",
        ),
        (
            &["indicator", "set", "delais", "2026", "1"],
            "vouliez-vous dire `delai`",
        ),
        (&["indicator", "set", "delai", "2026-T5", "1"], "2026-T3"),
        (&["indicator", "set", "delai", "2026", "beaucoup"], "82,42"),
    ] {
        let ended = sandbox.qms("agent", arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(ended.err.contains(near), "{arguments:?}: {}", ended.err);
    }
    assert_eq!(sandbox.read("registres/veille/actualites.md"), SOURCE);
    sandbox.done(
        "agent",
        &[
            "indicator",
            "set",
            "delai",
            "2026-T3",
            "12,5",
            "--area",
            "Île-de-France",
        ],
    );
    assert_eq!(
        sandbox.read("registres/indicateurs/delai.md"),
        "---\nnumero: 1\ntitre: Délai\nvaleurs:\n  - {periode: 2026-T3, valeur: 12.5, zone: Île-de-France}\n---\n"
    );
}

#[test]
fn a_value_is_noted_for_a_period_of_its_indicator_that_has_begun_and_a_known_area() {
    let sandbox = Sandbox::service();
    let path = "registres/indicateurs/delai.md";
    let text = "---\nnumero: 1\ntitre: Délai\nunite: \"%\"\nperiodicite: mensuelle\nvaleurs:\n  - {periode: 2026-10, valeur: 1204.5, zone: Province}\n---\n";
    sandbox.write(path, text);
    let set =
        |more: &[&str]| sandbox.qms("agent", &[&["indicator", "set", "delai"], more].concat());
    for (arguments, near) in [
        (&["2028-10", "1"][..], "2028-10 est à venir"),
        (&["2026-12", "1"], "2026-12 est à venir"),
        (&["2026-T3", "1"], "AAAA-MM\u{a0}: 2026-10"),
        (&["2026", "1"], "AAAA-MM\u{a0}: 2026-10"),
        (
            &["2026-10", "1", "--area", "Provinse"],
            "vouliez-vous dire `Province`\u{a0}?",
        ),
    ] {
        let ended = set(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(ended.err.contains(near), "{arguments:?}: {}", ended.err);
    }
    assert_eq!(sandbox.read(path), text);

    let ended = set(&["2026-10", "98,5 %", "--area", "Province"]);
    let said = format!("{}{}", ended.out, ended.err);
    assert!(said.contains("98,5, remplace 1\u{202f}204,5"), "{said}");
    let ended = set(&["2026-11", "7", "--area", "Siège"]);
    assert!(ended.err.contains("une nouvelle zone"), "{}", ended.err);
    let ended = set(&["2026-11", "7", "--area", "Provinces", "--new-area"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        sandbox.read(path),
        text.replace("1204.5", "98.5").replace(
            "Province}\n",
            "Province}\n  - {periode: 2026-11, valeur: 7, zone: Siège}\n  - {periode: 2026-11, valeur: 7, zone: Provinces}\n"
        )
    );

    sandbox.write(path, &text.replace("\"%\"", "jours"));
    let ended = set(&["2026-10", "98,5 %", "--area", "Province"]);
    assert!(ended.err.contains("n'est pas un nombre"), "{}", ended.err);
}

#[test]
fn who_refers_to_a_document_is_said_before_it_is_revised() {
    let shown = text(&["show", "PR-01"]);
    for code in ["MO-00391-V02", "PAPED"] {
        assert!(shown.contains(code), "{code}: {shown}");
    }
    let indicator = text(&["show", "reclamations-repondues-dans-les-15-jours"]);
    assert!(indicator.contains("processus/PAPED.md"), "{indicator}");

    let sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01", "--yes"]);
    sandbox.done("directrice", &["validate", "PR-01", "--yes"]);
    sandbox.write("smac/2026/NC-2026-0001.md", "---\ncode: NC-2026-0001\ntitre: Délai\nrecu: 2026-11-20\ncanal: interne\nprocessus: ACCUEIL\nexigence: PR-01\n---\n");
    let revised = sandbox.qms("referent", &["revise", "PR-01", "--reason", "Délai"]);
    assert_eq!(revised.code, 0, "{}", revised.err);
    assert!(
        revised
            .err
            .contains("PR-01 est cité par\u{a0}: smac/2026/NC-2026-0001.md"),
        "{}",
        revised.err
    );
    let withdrawn = sandbox.qms(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Sans objet", "--yes"],
    );
    assert!(
        withdrawn.err.contains("PR-01 est cité par"),
        "{}{}",
        withdrawn.out,
        withdrawn.err
    );
}

#[test]
fn figures_stand_beside_those_of_an_earlier_tag() {
    let mut sandbox = Sandbox::service();
    let complaint = |number: u32, received: &str| {
        let code = format!("RE-{}-{number:04}", &received[..4]);
        (
            format!("smac/{}/{code}.md", &received[..4]),
            format!(
                "---\ncode: {code}\ntitre: Attente\nrecu: {received}\ncanal: courrier\nprocessus: ACCUEIL\n---\n"
            ),
        )
    };
    for (path, text) in [complaint(1, "2026-02-02"), complaint(2, "2026-03-02")] {
        sandbox.draft(&path, &text);
    }
    sandbox.git("referent", &["tag", "fin-2026"]);
    sandbox.later("2027-06-30T12:00:00Z");
    let (path, text) = complaint(1, "2027-02-02");
    sandbox.draft(&path, &text);
    let arguments = [
        "report", "activity", "--since", "fin-2026", "--format", "json",
    ];
    let table: Value = serde_json::from_str(&sandbox.done("agent", &arguments)).expect("JSON");
    assert_eq!(table["title"], "RAPPORT D'ACTIVITÉ 2027");
    let received = row(&table, "Fiches par nature", "RE");
    let figures = ["value", "before", "difference"].map(|key| received[key].as_str());
    assert_eq!(figures, [Some("1"), Some("2"), Some("-1")]);
    let unknown = sandbox.qms("agent", &["report", "activity", "--since", "fin-2025"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("fin-2025"), "{}", unknown.err);
}
