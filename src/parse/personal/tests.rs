//! What is personal data in clear, and what only looks like it.

use super::{Personal, find};

fn names(text: &str) -> Vec<&'static str> {
    find(text)
        .into_iter()
        .map(|found| match found.value {
            Personal::SocialSecurity => "nir",
            Personal::Phone => "phone",
            Personal::Email(_) => "mail",
            Personal::Iban => "iban",
        })
        .collect()
}

/// The kind, and a text in which the value stands between `[` and `]`.
const POSITIVES: [(&str, &str); 62] = [
    ("nir", "Assuré [184127645108946] reçu ce jour"),
    ("nir", "Assuré [1 84 12 76 451 089 46] reçu"),
    ("nir", "[1.84.12.76.451.089.46]"),
    (
        "nir",
        "NIR\u{a0}: [1\u{a0}84\u{a0}12\u{a0}76\u{a0}451\u{a0}089\u{a0}46]",
    ),
    (
        "nir",
        "NIR [1\u{202f}84\u{202f}12\u{202f}76\u{202f}451\u{202f}089\u{202f}46]",
    ),
    ("nir", "[1-84-12-76-451-089-46]."),
    ("nir", "[1-84-12-76-451-089/46]"),
    ("nir", "[1841276451089] sans clé"),
    ("nir", "[1 84 12 76 451 089], sans clé"),
    ("nir", "[1 84 12 76 451 089] clé 46"),
    ("nir", "[1841276451089 46]"),
    ("nir", "titre: \"Dossier [269054958815780]\""),
    ("nir", "[155025720000129]"),
    ("nir", "Corse [187082A00401220]"),
    ("nir", "Corse [1 87 08 2A 004 012 20]"),
    ("nir", "Corse [1 87 08 2a 004 012 20]"),
    ("nir", "Corse [290022B03300159]"),
    ("nir", "Corse [2 90 02 2B 033 001]"),
    ("nir", "Né à l'étranger [199129741500307]"),
    ("nir", "Outre-mer [1 99 12 974 15 003 07]"),
    ("nir", "Provisoire [785019935201207]"),
    ("nir", "Mois inconnu [372061305500439]"),
    ("nir", "Mois [1 84 32 76 451 089 75]"),
    ("nir", "Sexe 8 [8 84 12 76 451 089]"),
    ("nir", "(n°[184127645108946])"),
    ("nir", "le [1 84 12 76\n451 089 46] en fin de ligne"),
    ("nir", "[1841276451089]"),
    ("phone", "Rappeler au [06 12 34 56 78]"),
    ("phone", "Rappeler au [0612345678]."),
    ("phone", "[06.12.34.56.78]"),
    ("phone", "[06-12-34-56-78]"),
    ("phone", "[06/12/34/56/78]"),
    ("phone", "[01\u{a0}44\u{a0}65\u{a0}78\u{a0}90]"),
    ("phone", "[01\u{202f}44\u{202f}65\u{202f}78\u{202f}90]"),
    ("phone", "[09 70 80 12 34]"),
    ("phone", "Tél.[0144657890]"),
    ("phone", "tel:[0144657890]"),
    ("phone", "n°[0744657890]"),
    ("phone", "[+33 6 12 34 56 78]"),
    ("phone", "[+33612345678]"),
    ("phone", "[+33 (0)6 12 34 56 78]"),
    ("phone", "[+33(0)144657890]"),
    ("phone", "[+33 06 12 34 56 78]"),
    ("phone", "[+33.1.44.65.78.90]"),
    ("phone", "[0033 1 44 65 78 90]"),
    ("phone", "[0033144657890]"),
    ("phone", "[00 33 1 44 65 78 90]"),
    ("phone", "Réunion [+262 262 12 34 56]"),
    ("phone", "[0612 34 56 78]"),
    ("phone", "[0 612 345 678]"),
    ("phone", "appt 12, [06 12 34 56 78] à 14 heures"),
    ("mail", "Écrire à [jean.exemple@courriel.example]"),
    ("mail", "<[X.Y+z@sous.domaine.fr]>, merci"),
    ("mail", "mailto:[contact@exemple.fr]."),
    ("mail", "declarant: [unite-12@service.example]"),
    ("mail", "[hélène@exemple.fr]"),
    ("mail", "([a_b@exemple-du-domaine.com])"),
    ("iban", "[FR7630006000011234567890189]"),
    ("iban", "[FR76 3000 6000 0112 3456 7890 189]"),
    ("iban", "[FR76 30006 00001 12345678901 89]"),
    (
        "iban",
        "virement sur [fr14 2004 1010 0505 0001 3m02 606] refusé",
    ),
    ("iban", "[DE89 3704 0044 0532 0130 00], ["),
];

#[test]
fn personal_data_are_found_at_their_very_bytes() {
    let mut wrong = Vec::new();
    for (kind, text) in POSITIVES {
        let text = text.trim_end_matches(", [");
        let start = text.find('[').expect("a value");
        let end = text.find(']').expect("its end") - 1;
        let plain = text.replacen('[', "", 1).replacen(']', "", 1);
        let found = find(&plain);
        let right = names(&plain) == [kind]
            && found
                .iter()
                .all(|one| (one.span.start, one.span.end) == (start, end));
        if !right {
            wrong.push(format!("{kind} {text:?}: {found:?}, meant {start}..{end}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const NEGATIVES: [&str; 84] = [
    "RE-2026-0007",
    "NC-2026-0001, PA-2026-0002 et RI-2026-0012",
    "MO-00391-V02",
    "[[PR-01-V1]] et [la procédure](MO-00391)",
    "DEST-2026-0001",
    "PR-0612345678-V1",
    "REF-0612345678",
    "code: RE-2026-0007\ntitre: Retard\nrecu: 2026-11-21\n",
    "2026-11-21",
    "21/11/2026",
    "01/02/2026 10:30",
    "05.06.2026",
    "2026-11-21T10:30:45+01:00",
    "2026-06-12-13-14-15",
    "20261121103045",
    "du 01/02/2026 au 03/04/2026",
    "1 234,56 €",
    "1 234 567 890,12 €",
    "0,123456789",
    "0.0612345678",
    "11 029 demandes, dont 9 090 en 7 jours",
    "1 500 000 000 000",
    "1 841 276 451 089",
    "SIRET 73282932000074",
    "SIRET 732 829 320 00074",
    "SIREN 732 829 320",
    "SIRET 184 127 645 00012",
    "SIRET 18412764500012",
    "TVA FR40303265045",
    "sha256:3f9a1c2b4d5e6f70aa0612345678bbcc3f9a1c2b4d5e6f703f9a1c2b4d5e6f70",
    "empreinte: \"3f9a1c2b4d5e6f70\"",
    "empreinte: \"1841276451089460\"",
    "commit 1841276451089abcdef1841276451089abcdef18",
    "f47ac10b-58cc-0372-0567-0e02b2c3d479",
    "acteur: pilote-paped",
    "responsable: agent-01, echeance: 2026-12-31",
    "https://exemple.fr/dossier/0612345678",
    "https://exemple.fr/d?nir=1841276451089",
    "https://contact@exemple.fr/page",
    "http://10.0.0.1:8080/a",
    "192.168.1.12",
    "12.05.06.07.08.09",
    "v01.02.03.04.05",
    "le 08 11 22 33 44 du service",
    "0800 123 456",
    "36 46",
    "3646",
    "le 15",
    "00391, 00354 et 00409",
    "184127645108947",
    "1 84 12 76 451 089 47",
    "1841376451089",
    "1844376451089",
    "1840076451089",
    "1841200451089",
    "5841276451089",
    "6841276451089",
    "9781234567897",
    "0841276451089",
    "18412764510894",
    "1841276451089461",
    "A1841276451089",
    "1841276451089A",
    "184127645108",
    "06 12 34 56",
    "06 12 34 56 7",
    "061234567",
    "06123456789",
    "06 12.34-56 78",
    "+44 20 7946 0958",
    "+1 202 555 0123",
    "a06 12 34 56 78",
    "plan@2x.png",
    "@service",
    "moi@",
    "paquet@1.2.3",
    "git@serveur",
    "un arobase @ seul",
    "FR7630006000011234567890188",
    "FR76 3000 6000 0112 3456 7890",
    "de 15 jours et de 20 jours en tout",
    "US64SVBKUS6S3300958879",
    "3 étapes : 01, 02, 03, 04, 05",
    "| 1 | 84 | 12 | 76 | 451 | 089 |",
];

#[test]
fn what_only_looks_like_personal_data_is_left_alone() {
    let wrong: Vec<String> = NEGATIVES
        .iter()
        .map(|text| (text, names(text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(text, found)| format!("{text:?}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_value_of_a_text_is_told_apart() {
    let text = "Mme X (1 84 12 76 451 089 46), 06 12 34 56 78 / 01 44 65 78 90, x@exemple.fr";
    assert_eq!(names(text), ["nir", "phone", "phone", "mail"]);
}

#[test]
fn any_text_is_read_to_its_end() {
    use proptest::prelude::*;
    proptest!(ProptestConfig::with_cases(500), |(text in "[0-9A-Fa-f +@.\u{a0}é/()-]{0,60}|\\PC{0,40}")| {
        for found in find(&text) {
            prop_assert!(text.get(found.span.start..found.span.end).is_some());
        }
    });
}
