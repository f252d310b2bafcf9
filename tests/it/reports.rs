//! The reports on the example, held against the printed tables that it was made from.
//!
//! The cells below are the source's, byte for byte. Compared are texts without their blanks, after
//! the anomalies of the source that are known: `GSH` for `GDH`, `non-conformité` for
//! `non-conformités` in a title, the full stops that its two sentences of distribution lack.

use crate::sandbox::{self, Sandbox};
use qms::report::table::{Edition, Source};
use qms::report::tables::{Cell, Column, Section, Table, Value as Content};
use qms::text::Lang;
use serde_json::Value;
use std::process::Output;

const RECORD_COLUMNS: [[&str; 3]; 11] = [
    [
        "libelle",
        "CARACTERISTIQUES DES ENREGISTREMENTS",
        "Libellé de l'enregistrement",
    ],
    [
        "identification",
        "CARACTERISTIQUES DES ENREGISTREMENTS",
        "Identification",
    ],
    [
        "support",
        "CARACTERISTIQUES DES ENREGISTREMENTS",
        "Nature du support / référence du support d'enregistrement",
    ],
    [
        "observations_cnil_pjc",
        "CARACTERISTIQUES DES ENREGISTREMENTS",
        "Observations CNIL / PJC",
    ],
    ["classement_responsable", "CLASSEMENT", "Responsable"],
    ["classement_duree", "CLASSEMENT", "Durée"],
    ["classement_lieu", "CLASSEMENT", "Lieu"],
    ["accessibilite", "ACCESSIBILITE", ""],
    ["archivage_duree", "ARCHIVAGE", "Durée"],
    ["archivage_lieu", "ARCHIVAGE", "Lieu"],
    [
        "destruction_conditions",
        "DESTRUCTION",
        "Conditions de destruction",
    ],
];

/// The rows of section A, cell by cell.
#[rustfmt::skip]
const RECORDS: [[&str; 11]; 10] = [
    ["Plan de maitrise local", "Titre, date", "informatique", "-", "Pilote", "3 ans", "GDH/Service social", "Tout agent (GDH)", "1 an", "GDH share", "A.H.à remettre à la Direction qualité en vue de la conservation au titre des archives historiques"],
    ["Autodiagnostic", "Titre, date", "informatique", "-", "Pilote", "3 ans", "GDH/Service social", "Tout agent (GDH)", "1 an", "GDH share", "sans conditions"],
    ["Compte-rendu revue de processus", "Titre, date", "informatique", "-", "Pilote", "3 ans", "Espace SSR", "Tout agent", "1 an", "Pilote - dossier qualité papier (partie achiv age)", "sans conditions"],
    ["Compte-rendu réunion de pilotage (groupe Relais SMIR)", "Titre, date", "informatique", "-", "Pilote", "12 comptes rendus", "Espace SSR", "Tout agent", "1 an", "Serveur SSR", "sans conditions"],
    ["Tableaux de bord des indicateurs", "Titre, N°", "informatique", "CNIL", "Contrôle de gestion", "année en cours", "application TBI", "Tout agent", "information contrôle de gestion", "", ""],
    ["Rapports d'audit", "Date audit, numéro, fiche mission", "papier", "-", "Pilote", "fin de traitement des mesures décidées suite au rapport", "Espace SSR", "Tout agent", "3 ans", "Pilote - dossier qualité papier (partie achiv age)", "sans conditions"],
    ["Fiche de non-conformité", "Numérotation (applicatif SMAC)", "original/ informatique", "CNIL", "Pilote", "année en cours + 3 ans", "Applicatif SMAC", "Agents du processus", "pas d'archivage", "", "sans conditions"],
    ["Fiche proposition d'amélioration", "Numérotation (applicatif SMAC)", "original/ informatique", "CNIL", "Pilote", "année en cours + 3 ans", "Applicatif SMAC", "Agents du processus", "pas d'archivage", "", "sans conditions"],
    ["Fiche réclamation externe", "Numérotation (applicatif SMAC)", "original/ informatique", "CNIL", "Pilote", "année en cours + 3 ans", "Applicatif SMAC", "Agents du processus", "pas d'archivage", "", "sans conditions"],
    ["Fiche réclamation interne", "Numérotation (applicatif SMAC)", "original/ informatique", "CNIL", "Pilote", "année en cours + 3 ans", "Applicatif SMAC", "Tout agent", "pas d'archivage", "", "sans conditions"],
];

const DOCUMENT_COLUMNS: [[&str; 2]; 8] = [
    ["typologie", "Typologie des documents"],
    ["sous_type", "Sous types"],
    ["approbation_validation", "Approbation/Validation"],
    ["identification_version", "identification - Version"],
    ["diffusion", "Diffusion"],
    ["accessibilite", "Accessibilité"],
    ["archivage", "archivage"],
    ["destruction", "Destruction"],
];

/// The rows; what a merged cell covers is empty.
#[rustfmt::skip]
const DOCUMENTS: [[&str; 8]; 12] = [
    ["PROCEDURES", "Prendre en compte les sollicitations", "A = pilote V = Directrice service social", "01 - V1- 2012", "Les documents et leur actualisation sont travaillés par le groupe relais SMIR Les documents sont intégrés dans GDH", "Tout agent", "serveur", "Sans conditions"],
    ["", "Définir le mode d'intervention", "", "02 - V1 - 2012", "", "Tout agent", "serveur", "Sans conditions"],
    ["", "Mettre en œuvre une intervention sociale", "", "03 - V1 - 2012", "", "Tout agent", "serveur", "Sans conditions"],
    ["MODES OPERATOIRES", "Traitement des non-conformité", "A = pilote V = Directrice service social", "00391- V02", "Les documents et leur actualisation sont travaillés par le groupe relais SMIR Les documents sont intégrés dans GSH", "Tout agent", "serveur", "Dès parution de la nouvelle version"],
    ["", "Traitement d'une réclamation externe", "", "00354- V03", "", "Tout agent", "serveur", "Dès parution de la nouvelle version"],
    ["", "Traitement des courriels cramif.fr", "", "00409-V01", "", "Tout agent", "serveur", "Dès parution de la nouvelle version"],
    ["Documents métier élaboré en interne (CNAMTS)", "Directives CNAMTS", "A et V = CNAMTS", "Circulaires, lettres-réseau, enquêtes-questionnaires", "Par abonnement à Médi@m + alerte dans messagerie des agents abonnés", "Tout agent", "Tout agent", "Procédure de destruction CNAMTS"],
    ["", "Plaquette CNIL", "", "Informatisation du service social de la sécurité sociale : Vos droits", "Le document est en ligne dans Cramifnet/espace dédié/SSR Chaque actualisation est signalée en page Actualité + courriel de la chargée de développement Doc/Com à BAL des 8 départements", "Tout agent", "-", "Dès parution de la nouvelle version"],
    ["", "Prévention de la Désinsertion Professionnelle", "", "Dépliants : - la visite de pré-reprise - Quand mon état de santé devient un problème", "Les documents sont en ligne dans Médi@m Information faite par référents cellule PDP", "Tout agent", "-", "Dès parution de la nouvelle version"],
    ["", "Supports de communication Assurance Maladie SERVICE SOCIAL", "", "Dépliant et affiche : - Je suis accompagné(e) en cas de difficultés", "Les documents sont en ligne dans Cramifnet/espace SSR/supports de communication disponibles Chaque actualisation est signalée en page Actualité", "Tout agent", "-", "Dès parution de la nouvelle version"],
    ["", "Dépliants Assurance Maladie avec encart Service social", "", "Dépliants - Je suis accompagné(e) en cas d'invalidité - Je vais être hospitalisé(e) - Je demande une aide pour mes dépenses de santé - Bien gérer mes dépenses de santé - J'ai perdu un proche", "Les documents sont en ligne dans Cramifnet/espace SSR/supports de communication disponibles Chaque actualisation est signalée en page Actualité", "Tout agent", "-", "Dès parution de la nouvelle version"],
    ["", "Dépliants Assurance Maladie", "", "Dépliants : - Je suis en arrêt de travail - J'ai eu un accident sur mon lieu de travail ou de trajet - Je suis atteint d'une maladie professionnelle - J'ai une affection de longue durée", "Les documents sont en ligne dans Cramifnet/espace SSR/supports de communication disponibles Chaque actualisation est signalée en page Actualité", "Tout agent", "-", "Dès parution de la nouvelle version"],
];

fn qms(columns: &str, arguments: &[&str]) -> Output {
    sandbox::qms(columns, &[&["report"], arguments].concat())
}

fn bytes(arguments: &[&str]) -> Vec<u8> {
    sandbox::bytes(&[&["report"], arguments].concat())
}

fn text(arguments: &[&str]) -> String {
    sandbox::text(&[&["report"], arguments].concat())
}

fn json(arguments: &[&str]) -> Value {
    sandbox::json(&[&["report"], arguments].concat())
}

/// A text without its blanks, the known anomalies of the source put right.
fn bare(text: &str) -> String {
    let text = text.replace("GSH", "GDH").replace(
        "Traitement des non-conformités",
        "Traitement des non-conformité",
    );
    let blankless: String = text.split_whitespace().collect();
    blankless
        .replace("SMIR.Lesdocuments", "SMIRLesdocuments")
        .trim_end_matches('.')
        .to_owned()
}

fn rows(table: &Value, section: usize) -> &[Value] {
    table["sections"][section]["rows"]
        .as_array()
        .map_or(&[], Vec::as_slice)
}

fn cell(row: &Value, key: &str) -> String {
    row[key].as_str().expect("every cell is a text").to_owned()
}

#[test]
fn the_records_table_is_the_printed_one() {
    let table = json(&["records"]);
    assert_eq!(table["title"], "TABLEAU DE MAITRISE DES ENREGISTREMENTS");
    for (column, [key, group, label]) in RECORD_COLUMNS.iter().enumerate() {
        let column = &table["columns"][column];
        assert_eq!(column["key"], *key);
        assert_eq!(column["group"], *group);
        assert_eq!(column["label"], *label);
    }
    let titles: Vec<&Value> = (0..3)
        .map(|index| &table["sections"][index]["title"])
        .collect();
    assert_eq!(
        titles,
        [
            "A - enregistrements management du système qualité",
            "B - enregistrements métiers",
            "C - formulaires"
        ]
    );
    assert_eq!(rows(&table, 0).len(), RECORDS.len());
    for (row, expected) in rows(&table, 0).iter().zip(RECORDS) {
        for ([key, ..], expected) in RECORD_COLUMNS.iter().zip(expected) {
            assert_eq!(bare(&cell(row, key)), bare(expected), "{key} of {row}");
        }
    }
    assert!(rows(&table, 1).is_empty() && rows(&table, 2).is_empty());
}

#[test]
fn the_documents_table_is_the_printed_one() {
    let table = json(&["documents"]);
    assert_eq!(
        table["title"],
        "TABLEAU DES MODALITES DE GESTION DES DOCUMENTS"
    );
    for (column, [key, label]) in DOCUMENT_COLUMNS.iter().enumerate() {
        let column = &table["columns"][column];
        assert_eq!(column["key"], *key);
        assert_eq!(column["label"], *label);
        assert_eq!(column["group"], Value::Null);
    }
    // A merged cell says its text in each row that it covers.
    let mut expected = DOCUMENTS.to_vec();
    for (first, last, columns) in [(0, 2, &[0, 2, 4][..]), (3, 5, &[0, 2, 4]), (6, 11, &[0, 2])] {
        for row in first + 1..=last {
            for column in columns {
                expected[row][*column] = expected[first][*column];
            }
        }
    }
    // The source does not sort work instructions; the tool does, by number.
    expected[3..6].sort_by_key(|row| row[3]);
    assert_eq!(rows(&table, 0).len(), expected.len());
    for (row, expected) in rows(&table, 0).iter().zip(expected) {
        for ([key, _], expected) in DOCUMENT_COLUMNS.iter().zip(expected) {
            assert_eq!(bare(&cell(row, key)), bare(expected), "{key} of {row}");
        }
    }
}

#[test]
fn a_report_fits_the_page_and_loses_no_word() {
    for report in ["records", "documents"] {
        for width in [40, 80, 120, 200, 300] {
            let output = qms(&width.to_string(), &[report]);
            let shown = String::from_utf8(output.stdout).expect("UTF-8");
            let widest = shown.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{report} at {width}: {widest:?}");
            for section in json(&[report])["sections"].as_array().expect("sections") {
                for row in section["rows"].as_array().expect("rows") {
                    for cell in row.as_object().expect("a row").values() {
                        for word in cell.as_str().expect("a text").split_whitespace() {
                            assert!(shown.contains(word), "{report} at {width} lacks {word}");
                        }
                    }
                }
            }
        }
    }
    let wide = String::from_utf8(qms("200", &["records"]).stdout).expect("UTF-8");
    assert!(wide.lines().any(
        |line| line.starts_with("CARACTERISTIQUES DES ENREGISTREMENTS")
            && line.ends_with("DESTRUCTION")
    ));
    assert!(wide.contains("C - formulaires\n\naucune ligne\n"), "{wide}");
}

#[test]
fn markdown_says_the_group_before_the_title() {
    let page = text(&["records", "--format", "md"]);
    assert!(
        page.contains("| Classement : durée |".replace(" :", "\u{a0}:").as_str()),
        "{page}"
    );
    assert!(
        page.contains("## B - enregistrements métiers\n\n*aucune ligne*"),
        "{page}"
    );
    assert!(
        page.contains("retiré de l'arborescence, conservé dans l'historique"),
        "{page}"
    );
    for line in page.lines().filter(|line| line.starts_with('|')) {
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 12, "{line}");
    }
}

#[test]
fn titles_are_in_the_language_of_the_reader() {
    let table = json(&["records", "--lang", "en"]);
    assert_eq!(table["title"], "RECORDS CONTROL TABLE");
    assert_eq!(table["columns"][5]["group"], "FILING");
    assert_eq!(table["columns"][5]["label"], "Duration");
    let table = json(&["documents", "--lang", "en"]);
    assert_eq!(
        cell(&rows(&table, 0)[6], "approbation_validation"),
        "A and V = CNAMTS"
    );
}

#[test]
fn a_page_of_html_stands_alone_and_groups_its_titles() {
    let page = text(&["records", "--format", "html"]);
    for part in [
        "<th scope=\"colgroup\" colspan=\"4\">CARACTERISTIQUES DES ENREGISTREMENTS</th>",
        "<th scope=\"col\" rowspan=\"2\">ACCESSIBILITE</th>",
        "<td colspan=\"3\">information contrôle de gestion</td>",
        "<th scope=\"rowgroup\" colspan=\"11\">C - formulaires</th>",
        "aucune ligne",
        "classification\u{a0}: PUBLIC",
        "au 21/11/2026",
        "size:A4 landscape",
        "default-src &#39;none&#39;; "
            .replace("&#39;", "'")
            .as_str(),
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for part in ["<script", "http://", "https://", "<link", "<img"] {
        assert!(!page.contains(part), "{part}");
    }
    let page = text(&["documents", "--format", "html"]);
    assert!(page.contains("<td rowspan=\"3\">PROCEDURES</td>"), "{page}");
    let document = roxmltree_table(&page);
    let cells = |row: &roxmltree::Node<'_, '_>| {
        row.children()
            .filter(|child| child.has_tag_name("td"))
            .count()
    };
    let counts: Vec<usize> = document
        .descendants()
        .filter(|node| node.has_tag_name("tbody"))
        .flat_map(|body| {
            body.children()
                .filter(|node| node.has_tag_name("tr"))
                .collect::<Vec<_>>()
        })
        .map(|row| cells(&row))
        .collect();
    assert_eq!(counts, [8, 5, 5, 8, 5, 5, 8, 6, 6, 6, 6, 6]);
}

/// The table of a page, which is well-formed.
fn roxmltree_table(page: &str) -> roxmltree::Document<'_> {
    let start = page.find("<table>").expect("a table");
    let end = page.find("</table>").expect("its end") + "</table>".len();
    roxmltree::Document::parse(&page[start..end]).expect("well-formed")
}

#[test]
fn a_csv_has_the_cells_of_the_table_and_none_that_begins_like_a_formula() {
    for (arguments, mark, separator) in [
        (&["documents", "--format", "csv"][..], "", b','),
        (&["documents", "--excel"], "\u{feff}", b';'),
    ] {
        let out = text(arguments);
        let rest = out.strip_prefix(mark).expect("the mark");
        assert!(!rest.starts_with('\u{feff}'));
        assert_eq!(rest.matches('\n').count(), rest.matches("\r\n").count());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .from_reader(rest.as_bytes());
        let titles: Vec<String> = reader
            .headers()
            .expect("titles")
            .iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(titles, DOCUMENT_COLUMNS.map(|[_, label]| label));
        let table = json(&["documents"]);
        for (record, row) in reader.records().zip(rows(&table, 0)) {
            let record = record.expect("a record");
            for (field, [key, _]) in record.iter().zip(DOCUMENT_COLUMNS) {
                assert!(
                    field == "-" || !field.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{field}"
                );
                let plain = field
                    .strip_prefix('\'')
                    .filter(|rest| rest.starts_with('-'));
                assert_eq!(plain.unwrap_or(field), cell(row, key));
            }
        }
    }
}

#[test]
fn a_workbook_has_the_same_bytes_twice() {
    let workbook = bytes(&["records", "--format", "xlsx"]);
    assert!(workbook.starts_with(b"PK"));
    assert_eq!(workbook, bytes(&["records", "--format", "xlsx"]));
}

/// The parts of a workbook that hold its cells.
fn cells_of(workbook: Vec<u8>) -> (String, String) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).expect("a part");
        std::io::Read::read_to_string(&mut file, &mut text).expect("UTF-8");
        text
    };
    (
        part("xl/worksheets/sheet1.xml"),
        part("xl/sharedStrings.xml"),
    )
}

#[test]
fn a_workbook_has_real_days_and_numbers() {
    let day = "2026-11-21".parse().expect("a day");
    let rows = vec![vec![
        Cell::from("=1+1"),
        Cell::from(Some(day)),
        Cell::of(Content::Number {
            digits: 8_242,
            decimals: 2,
        }),
    ]];
    let table = Table {
        title: "Essai".to_owned(),
        columns: vec![
            Column::new("a", "Texte"),
            Column::new("b", "Jour"),
            Column::new("c", "Taux"),
        ],
        sections: vec![Section { title: None, rows }],
        ..Table::default()
    };
    let edition = Edition {
        lang: Lang::Fr,
        organisation: "Service & cie".to_owned(),
        classification: None,
        day,
        source: Source::Commit("0123456789abcdef".to_owned()),
    };
    let (sheet, texts) = cells_of(qms::report::table::xlsx(&table, &edition).expect("a workbook"));
    // 21 November 2026 is day 46347 of a spreadsheet.
    assert!(
        sheet.contains("<v>46347</v>") && sheet.contains("<v>82.42</v>"),
        "{sheet}"
    );
    assert!(
        !sheet.contains("<f>") && texts.contains("<t>=1+1</t>"),
        "{sheet}{texts}"
    );
    let csv = qms::report::table::csv(&table, Lang::Fr, qms::report::table::Dialect::Plain);
    assert_eq!(
        String::from_utf8(csv).expect("UTF-8"),
        "Texte,Jour,Taux\r\n'=1+1,2026-11-21,82.42\r\n"
    );
    let page = qms::report::table::markdown(&table, &edition);
    assert!(page.contains("| =1+1 | 21/11/2026 | 82,42 |"), "{page}");
    assert!(
        page.contains("Service \\& cie · au 21/11/2026 · révision 0123456789ab"),
        "{page}"
    );
}

#[test]
fn a_text_from_a_register_is_neither_formula_nor_markup() {
    const EVIL: &str = "=HYPERLINK(\"http://e\",\"x\")|<script>alert(1)</script>";
    let sandbox = Sandbox::service();
    sandbox.write(
        "registres/documents/piege.md",
        &format!("---\ntypologie: \"@SUM(A1)\"\nsous-type: '{EVIL}'\nidentification: \"-1\"\narchivage: \"+1\"\n---\n"),
    );
    let report = |format: &str| sandbox.done("agent", &["report", "documents", "--format", format]);
    let csv = report("csv");
    for field in ["'@SUM(A1)", "\"'=HYPERLINK(\"\"http://e\"\",", "'-1", "'+1"] {
        assert!(csv.contains(field), "{field}\n{csv}");
    }
    let page = report("md");
    let row = page
        .lines()
        .find(|line| line.contains("SUM"))
        .expect("the row");
    assert_eq!(row.replace("\\|", "").matches('|').count(), 9, "{row}");
    assert!(row.contains("\\<script\\>"), "{row}");
    let page = report("html");
    assert!(
        !page.contains("<script") && page.contains("&lt;script&gt;"),
        "{page}"
    );
    sandbox.done(
        "agent",
        &[
            "report",
            "documents",
            "--format",
            "xlsx",
            "-o",
            "piege.xlsx",
        ],
    );
    let workbook = std::fs::read(sandbox.depot().join("piege.xlsx")).expect("the workbook");
    let (sheet, texts) = cells_of(workbook);
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(!sheet.contains("<hyperlink"), "{sheet}");
    assert!(
        texts.contains("<t>=HYPERLINK(") && texts.contains("<t>-1</t>"),
        "{texts}"
    );
}

#[test]
fn what_cannot_be_read_is_named_below_the_table() {
    let sandbox = Sandbox::service();
    sandbox.write(
        "registres/enregistrements/illisible.md",
        "pas de front-matter\n",
    );
    let page = sandbox.done("agent", &["report", "records", "--format", "md"]);
    assert!(
        page.contains("registres/enregistrements/illisible.md"),
        "{page}"
    );
}

#[test]
fn what_a_report_cannot_do_is_refused() {
    for arguments in [
        &["records", "--format", "sarif"][..],
        &["records", "--excel", "--format", "md"],
        &["records", "--publish"],
        &["records", "--publish", "--excel"],
        &["records", "--process", "PAPED"],
    ] {
        assert_eq!(qms("80", arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_published_table_names_every_option_that_changed_its_figures() {
    let sandbox = Sandbox::service();
    for (options, source) in [
        (
            &["activity", "--within", "7", "--since", "HEAD~1"][..],
            "`qms report activity --year 2026 --within 7 --since HEAD~1` au",
        ),
        (
            &["review-pack", "--since", "2026-01-01"],
            "`qms report review-pack --since 2026-01-01` au",
        ),
    ] {
        let arguments = [&["report"], options, &["--publish", "--format", "json"]].concat();
        let made = sandbox.done("referent", &arguments);
        let made: Value = serde_json::from_str(&made).expect("JSON");
        let code = made["created"][0]["code"].as_str().expect("a code");
        let page = sandbox.read(&format!("documents/GD/{code}.md"));
        assert!(page.contains(source), "{page}");
    }
}

#[test]
fn a_published_table_is_a_draft_then_the_next_version_of_the_one_in_force() {
    let mut sandbox = Sandbox::service();
    sandbox.done("referent", &["report", "records", "--publish"]);
    let first = sandbox.read("documents/GD/GD-01-V1.md");
    for part in [
        "titre: Tableau de maîtrise des enregistrements\n",
        "redacteur: referent\n",
        "\n# Tableau de maîtrise des enregistrements\n",
        "Établi par `qms report records` au 21/11/2026",
        "| Plan de maitrise local |",
    ] {
        assert!(first.contains(part), "{part}\n{first}");
    }
    sandbox.done("referent", &["check", "documents/GD/GD-01-V1.md"]);
    // A draft that stands is not made twice.
    let again = sandbox.qms("referent", &["report", "records", "--publish"]);
    assert_eq!(again.code, 1, "{again:?}");
    assert!(again.err.contains("GD-01-V1"), "{again:?}");
    sandbox.draft("documents/GD/GD-01-V1.md", &first);
    sandbox.done("pilote", &["approve", "GD-01", "--yes"]);
    sandbox.done("directrice", &["validate", "GD-01", "--yes"]);
    sandbox.later("2027-11-22T12:00:00Z");
    let made = sandbox.done(
        "referent",
        &["report", "records", "--publish", "--format", "json"],
    );
    let made: Value = serde_json::from_str(&made).expect("JSON");
    assert_eq!(made["created"][0]["code"], "GD-01-V2");
    let second = sandbox.read("documents/GD/GD-01-V2.md");
    for part in [
        "remplace: GD-01-V1\n",
        "motif: Tableau rétabli au 22/11/2027.\n",
        "au 22/11/2027",
    ] {
        assert!(second.contains(part), "{part}\n{second}");
    }
    assert!(!second.contains("validations:"), "{second}");
    sandbox.done("referent", &["check", "documents/GD/GD-01-V2.md"]);
}

#[test]
fn what_was_in_force_that_day_is_in_the_table_of_that_day() {
    let mut sandbox = Sandbox::service();
    sandbox.done("pilote", &["approve", "PR-01", "--yes"]);
    sandbox.done("directrice", &["validate", "PR-01", "--yes"]);
    sandbox.later("2026-12-10T12:00:00Z");
    sandbox.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Sans objet.", "--yes"],
    );
    let titles = |arguments: &[&str]| -> Vec<String> {
        let line = [&["report", "documents", "--format", "json"], arguments].concat();
        let table: Value = serde_json::from_str(&sandbox.done("agent", &line)).expect("JSON");
        rows(&table, 0)
            .iter()
            .map(|row| cell(row, "identification_version"))
            .collect()
    };
    assert_eq!(titles(&[]), Vec::<String>::new());
    assert_eq!(titles(&["--as-of", "2026-12-01"]), ["01 - V1 - 2026"]);
}
