//! The fast reader answers as the full one wherever it answers.

use super::{Limits, Node, NodeKind, YamlDefectKind, events, flow_list, plain, read, scalar, scan};
use proptest::prelude::*;

/// Compares both readers; says whether the fast one answered.
fn agree(text: &str) -> bool {
    let limits = Limits::default();
    let Some(fast) = scan::read(text, 7, &limits) else {
        return false;
    };
    let (full, defects) = events::read(text, 7, &limits);
    assert!(
        defects.is_empty(),
        "{text:?}: the fast reader took what has {defects:?}"
    );
    assert_eq!(fast, full, "{text:?}");
    true
}

/// What the full reader must decide, and what the fast one must know by itself.
#[test]
fn nasty_values_are_read_alike() {
    let values = [
        "a",
        "a: b",
        "a:b",
        "a:",
        "a #b",
        "a#b",
        "- a",
        "-a",
        "-",
        "--",
        "---",
        "\"a\"",
        "\"a",
        "\"a\\n\"",
        "'a'",
        "'it''s'",
        "'a' # c",
        "'a'#c",
        "\"a\": b",
        "? a",
        "?a",
        "| ",
        "|\n  a",
        ">\n  a\n  b",
        "%a",
        "@a",
        "`a",
        "*a",
        "&a",
        "&a b",
        "!a",
        "!!str a",
        "a ",
        "a\t",
        "\ta",
        "a\tb",
        "\u{a0}a",
        "a\u{a0}",
        "a\u{2028}b",
        "[a, b]",
        "[a, b",
        "[a,b]",
        "[ a , b ]",
        "[a, ]",
        "[,]",
        "[]",
        "[ ]",
        "{}",
        "{ }",
        "{a: b}",
        "{a: b, c: [d, e]}",
        "{a}",
        "{a:b}",
        "{a: }",
        "{\"a\": b}",
        "[a: b]",
        "[a] b",
        "[a] # c",
        "[a]#c",
        "[a]: b",
        "[[a, b], []]",
        "[- a]",
        "[-a]",
        "[-1, a]",
        "[a #b]",
        "[a, b#c]",
        "{a: b:c}",
        "{a: http://x/y}",
        "[a:, b]",
        "[it's, \"x, y\"]",
        "[\"a\"b]",
        "[a\"b]",
        "{a: \"}\"}",
        "[']']",
        "~",
        "null",
        "Null",
        "nUll",
        "~a",
        "no",
        "1.10",
        "00354",
        "2026-11-21",
        "12:30:00",
        "http://x.fr/a?b=c&d",
        "l'été",
        "« a : b »",
        "« a »",
        "a, b",
        "a ]",
        "(a)",
        "…",
        ".a",
        "...",
        "/a",
        "a\n  b",
        "a\n b: c",
        "\n",
        "\n  b",
        "\n  b: c",
        "\n- b",
        "\n- b\n- c: d\n  e: f",
        "\n  - b\n  -\n  - d",
        "\n  -\n    a: b",
        "\n  - a: 1\n    b: 2\n  - c: 3",
        "\n  - - a\n    - b",
        "\n  -   a: b\n      c: d",
        "\n  - a\n # c\n  - b",
        "\n  - a\n b: c",
        "\n  b: c\n   d: e",
        "\n  b: c\n d: e",
        "# c",
        "#c",
        " # c\n  b: 1",
        "\n# c\n  b: 1",
        "a\n# c\n",
        "a\n  # c\n",
        "a # c\n  b",
        "\"a\n  b\"",
        "\"a\nb\"",
        "[a,\n  b]",
        "[a,\nb]",
        "a\r\n  b",
        "a\r\n",
        "\r\n  - b\r\n",
        "a\rb",
        "\u{7f}",
        "\u{feff}",
        "\u{85}",
        "<<",
        "=",
        "{<<: a}",
        "x y: z",
        "a : b",
        "{a : b}",
        "\n  a: b\n  - c",
        "\n- a\nb: c\n- d",
        "\n  - a: b\n   c: d",
        "\n  - a: [b]\n    c: 'd'\n    e:\n    - f\n    - g",
        "\n  - \"a\": b",
        "\n  - a:b",
        "\n  - a: b: c",
    ];
    let mut fast = 0;
    for value in values {
        for (before, after) in [
            ("k: ", ""),
            ("k: ", "\n"),
            ("k:", "\nz: 1\n"),
            ("k:  ", "  \n\n# fin\nz: 1"),
            ("é: 1\nk: ", "\nz: é\n"),
            ("k:\n  m: ", "\n  n: 1\n"),
            ("k:\n- ", "\n- 1\n"),
            ("k:\n  - ", "\n  - x: 1\n"),
            ("k: [", "]\n"),
            ("k: {x: ", "}\n"),
        ] {
            fast += usize::from(agree(&format!("{before}{value}{after}")));
        }
    }
    assert!(fast > 300, "the fast reader answered {fast} times only");
}

#[test]
fn what_qms_writes_needs_no_full_reader() {
    let text = "code: MO-00391-V02\ntitre: Traitement des non-conformités   # *\nprocessus: PAPED\nobjet: Décrire comment une non-conformité est enregistrée, analysée et close.\ndiffusion: [tout-agent]\nmots-cles: [SMAC, non-conformité]\nremplace: MO-00391-V01\norigine: []\n\n# signé\napprobations:                        # from here\n  - {acteur: pilote-paped, role: pilote, date: 2026-11-21, empreinte: \"3f9a1c2b4d5e6f70\"}\nvalidations:\n- {acteur: directrice, role: directrice, date: 2026-11-25, empreinte: \"3f9a1c2b4d5e6f70\"}\napplication: 2026-12-01\nrevue: {date: 2027-12-01, acteur: pilote-paped, resultat: confirme}   # last periodic review\n";
    assert!(agree(text));
    assert!(agree(&text.replace('\n', "\r\n")));
}

#[test]
fn a_block_scalar_has_its_own_bytes_even_without_a_line() {
    for (text, expected) in [
        ("a: |\n  x\nb: c\n", "|\n  x\n"),
        ("a: |\n  \nb: c\n", "|\n"),
        ("a: >-   # d\nb: c\n", ">-   # d\n"),
        ("a: |", "|"),
        ("a: |2-\n\n   x\n\nb: c\n", "|2-\n\n   x\n\n"),
    ] {
        let (node, defects) = read(text, 0, &Limits::default());
        assert!(defects.is_empty(), "{text:?}");
        let top = node.get("a").expect("a key").span;
        assert_eq!(&text[top.start..top.end], expected, "{text:?}");
        let (list, start) = (text.replace("a: ", "a:\n- "), top.start + 2);
        let (node, _) = read(&list, 0, &Limits::default());
        let item = node.get("a").expect("a key").items()[0].span;
        assert_eq!(
            item,
            crate::diagnostic::Span::new(start, top.end + 2),
            "{list:?}"
        );
    }
    let text = "m:\n  a: |\n    x\n\n  b: c\n";
    let (node, _) = read(text, 0, &Limits::default());
    let span = node.get("m").expect("a key").get("a").expect("a key").span;
    assert_eq!(&text[span.start..span.end], "|\n    x\n\n");
}

fn check(text: &str, expected: &[(YamlDefectKind, &str)]) {
    let (node, defects) = read(text, 0, &Limits::default());
    assert!(matches!(node.kind, NodeKind::Mapping(_)));
    let found: Vec<_> = defects
        .iter()
        .map(|defect| (defect.kind, &text[defect.span.start..defect.span.end]))
        .collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn what_is_not_strict_is_shown_at_its_bytes() {
    use YamlDefectKind::*;
    let first = |start, end| DuplicateKey {
        first: crate::diagnostic::Span::new(start, end),
    };
    check("é: &x 1\nb: *x\n", &[(Anchor, "&x"), (Alias, "*x")]);
    check("é: 1\n<<: {a: b}\n", &[(MergeKey, "<<")]);
    check("a: !!python/object x\n", &[(Tag, "!!python/object")]);
    check("%YAML 1.1\n---\na: b\n", &[(Directive, "%YAML 1.1")]);
    check("a: b\n--- \nc: d\n", &[(SecondDocument, "---")]);
    check("a:\n\tb: c\n", &[(Tab, "\t")]);
    check("? a\n: b\n", &[(ComplexKey, "a")]);
    check("[a]: b\n", &[(ComplexKey, "[")]);
    check("a: {b}\n", &[(ComplexKey, "b")]);
    check("titre: \"é\nb\"\n", &[(ColumnZero, "b\"")]);
    check("a: [b,\nc]\n", &[(ColumnZero, "c]")]);
    check(
        "redacteur: a\nrédacteur: b\n",
        &[(first(0, 9), "rédacteur")],
    );
    check("a: {b: 1, c: 2, b: 3}\n", &[(first(4, 5), "b")]);
    check("a: b\u{1}c\n", &[(Control('\u{1}'), "\u{1}")]);
    check("a: \"b\\u0007c\"\n", &[(Control('\u{7}'), "\"b\\u0007c\"")]);
    check("- a\n- b\n", &[(NotAMapping, "- a\n- b")]);
    check("titre: été : b\n", &[(UnquotedColon, ":")]);
    check("a: @b\n", &[(ReservedCharacter('@'), "@")]);
    check("a: [b\n", &[(Unclosed, "[")]);
    check("", &[]);
    check("# rien\n\n", &[]);
}

#[test]
fn limits_hold_before_anything_big_is_built() {
    use YamlDefectKind::*;
    let kinds = |text: &str| {
        read(text, 0, &Limits::default())
            .1
            .into_iter()
            .map(|defect| defect.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&"a".repeat(70_000)),
        [TooLarge {
            bytes: 70_000,
            limit: 65_536
        }]
    );
    assert_eq!(
        kinds(&format!("a: {}", "[".repeat(10_000))),
        [TooDeep { limit: 16 }]
    );
    assert_eq!(kinds(&format!("a: {}", "- ".repeat(10_000))).len(), 1);
    assert_eq!(
        kinds(&format!("a:\n  {}", "- ".repeat(10_000))),
        [TooDeep { limit: 16 }]
    );
    assert_eq!(
        kinds(&format!("a: [{}b]", "b, ".repeat(20_000))),
        [TooManyNodes { limit: 10_000 }]
    );
}

#[test]
fn a_text_stays_the_text_that_was_typed() {
    let (tree, _) = read(
        "a: 00354\nb: no\nc: 1.10\nd: 2026-11-21\ne: ~\nrédacteur: x\n",
        0,
        &Limits::default(),
    );
    let texts: Vec<_> = ["a", "b", "c", "d", "e", "redacteur"]
        .iter()
        .map(|key| tree.get(key).and_then(Node::as_str))
        .collect();
    assert_eq!(
        texts,
        [
            Some("00354"),
            Some("no"),
            Some("1.10"),
            Some("2026-11-21"),
            None,
            Some("x")
        ]
    );
}

/// Text that looks like front-matter gone wrong in one place or another.
fn yaml_like() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "été", "b-c", "x y", "l'un", "1.10", "~", "\"q r\"", "'s'", "\"", "'", "a:b", "a: b",
        "c #d", "[a, b]", "{a: b}", "[", "]", "{", "}", ",", "- x", "-", "|", ">", "&a", "*a",
        "!t", "#", "", "?", "%", "\u{a0}", "\\", "<<", "...",
    ]);
    let start = prop::sample::select(vec![
        "", "", "", "  ", "    ", " ", "- ", "  - ", "-   ", "\t", "# ",
    ]);
    let key = prop::sample::select(vec!["a:", "b: ", "été: ", "c :", "\"d\": ", "", "", "e:  "]);
    let end = prop::sample::select(vec![
        "\n", "\n", "\n", "\r\n", " \n", "\n\n", " # c\n", "\n# c\n",
    ]);
    prop::collection::vec((start, key, word, end), 0..7).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(a, b, c, d)| [a, b, c, d].concat())
            .collect()
    })
}

fn inside(node: &Node, text: &str) {
    assert!(
        text.get(node.span.start..node.span.end).is_some(),
        "{node:?}"
    );
    node.items().iter().for_each(|item| inside(item, text));
    for pair in node.pairs() {
        assert!(text.get(pair.key_span.start..pair.key_span.end).is_some());
        inside(&pair.value, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn both_readers_agree(text in yaml_like()) {
        agree(&text);
        let (node, defects) = read(&text, 0, &Limits::default());
        inside(&node, &text);
        for defect in defects {
            prop_assert!(text.get(defect.span.start..defect.span.end).is_some(), "{:?}", defect);
        }
    }

    #[test]
    fn no_text_makes_the_reader_fall(text in "[ \\n\\ra-cé:#\\-\\[\\]{},\"'|>&*!?%@`\\\\\\t]{0,40}") {
        agree(&text);
        let (node, _) = read(&text, 0, &Limits::default());
        inside(&node, &text);
    }

    #[test]
    fn a_scalar_reads_back_in_both_yamls(text in prop_oneof!["\\PC{0,20}", "[a-z0-9é:#'\"\\-,\\[\\]{}&*!|>%@`~ .\\n\\t_xeE+]{0,12}", "[0-9:._eExo+-]{1,8}", "(?i)(yes|no|on|off|null|true|y|n|~|1_0|0x1f|1e3|\\.inf|2026-01-01|12:30)"]) {
        let written = scalar(&text);
        for yaml in [format!("k: {written}\n"), format!("k: [{written}, {written}]\n"), format!("k: {{k: {written}, l: {written}}}\n")] {
            let (tree, defects) = read(&yaml, 0, &Limits::default());
            let value = tree.get("k").expect("the key was just written");
            let value = value.items().first().or(value.get("k")).unwrap_or(value);
            let control = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
            prop_assert!(defects.is_empty() || control, "{yaml:?} {defects:?}");
            prop_assert_eq!(value.as_str(), Some(text.as_str()), "{}", yaml);
            let other: serde_yaml::Value = serde_yaml::from_str(&yaml).map_err(|e| TestCaseError::fail(format!("{yaml:?}: {e}")))?;
            let value = &other["k"];
            let value = value.get(0).or(value.get("k")).unwrap_or(value);
            prop_assert_eq!(value.as_str(), Some(text.as_str()), "{}", yaml);
        }
    }
}

#[test]
fn codes_and_dates_stand_bare_and_all_else_is_safe() {
    assert_eq!(plain("2026-11-21"), "2026-11-21");
    assert_eq!(plain("MO-00391-V02"), "MO-00391-V02");
    assert_eq!(plain("a: b"), "\"a: b\"");
    assert_eq!(scalar("no"), "\"no\"");
    assert_eq!(scalar("2026-11-21"), "\"2026-11-21\"");
    assert_eq!(
        scalar("Le délai de réponse passe à 15 jours."),
        "Le délai de réponse passe à 15 jours."
    );
    assert_eq!(flow_list(&["a", "b, c", ""]), "[a, \"b, c\", \"\"]");
}

#[test]
fn no_short_text_keeps_the_reader_for_ever() {
    const LETTERS: [char; 14] = [
        ' ', '\n', 'a', ':', '#', '-', '[', ']', '{', '}', ',', '"', '|', '?',
    ];
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        texts = texts
            .iter()
            .flat_map(|text| LETTERS.iter().map(move |letter| format!("{text}{letter}")))
            .collect();
        for text in &texts {
            let (node, _) = read(text, 0, &Limits::default());
            inside(&node, text);
        }
    }
}
