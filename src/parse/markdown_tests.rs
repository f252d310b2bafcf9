//! Bodies and the facts read from them, and comrak as a second opinion.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Outline {
    outline(text, Span::new(0, text.len()))
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start..span.end)
        .expect("spans are of the text")
}

#[test]
fn sections_know_whether_anything_is_said_in_them() {
    let text = "# Titre\n\n## Objet\n\nTexte *ici*.\n\n## Vide\n\n<!-- note -->\n\n---\n\n## Parent\n\n### Enfant\n\n```\ncode\n```\n\n## Dernier `x`\n\n![](a.png)\n\nSetext\n===\n";
    let found: Vec<_> = read(text)
        .headings
        .iter()
        .map(|h| (h.level, h.text.to_string(), h.has_content))
        .collect();
    let expected = [
        (1, "Titre", true),
        (2, "Objet", true),
        (2, "Vide", false),
        (2, "Parent", true),
        (3, "Enfant", true),
        (2, "Dernier x", true),
        (1, "Setext", false),
    ];
    assert_eq!(
        found,
        expected.map(|(level, text, content)| (level, text.to_owned(), content))
    );
}

#[test]
fn every_link_shows_its_target_at_its_bytes() {
    let text = "é [a **b**](MO-00391) [c](<x y> \"t\") [r][R] [R] <https://x.fr> [[PR-01]] [[PR-02|la procédure]] `[[no]]` [p](a(b)c 'TODO') [q](d(e)f) [[ PR-03 ]]\n\n    [[no]] [no](x)\n\n[![i](j.png)](k)\n[](vide)\n\\[[no]]\n\n[R]: /cible 'titre'\n";
    let found: Vec<_> = read(text)
        .links
        .iter()
        .map(|l| {
            (
                l.kind,
                l.target.to_string(),
                l.target_span.map(|s| slice(text, s).to_owned()),
            )
        })
        .collect();
    use LinkKind::*;
    let expected = [
        (Inline, "MO-00391"),
        (Inline, "x y"),
        (Reference, "/cible"),
        (Reference, "/cible"),
        (Auto, "https://x.fr"),
        (Wiki, "PR-01"),
        (Wiki, "PR-02"),
        (Inline, "a(b)c"),
        (Inline, "d(e)f"),
        (Wiki, "PR-03"),
        (Inline, "k"),
        (Inline, "vide"),
    ];
    assert_eq!(
        found,
        expected.map(|(kind, target)| (kind, target.to_owned(), Some(target.to_owned())))
    );
}

#[test]
fn code_and_targets_are_no_prose() {
    let text = "Un `TODO` deux [trois](TODO.md) TODO\n\n```\nFIXME quatre\n```\n\n> cinq\n> six\n\n- sept\n- huit\n";
    let outline = read(text);
    assert_eq!(outline.prose.words, 8);
    assert_eq!(
        outline
            .placeholders
            .iter()
            .map(|(span, _)| span.start)
            .collect::<Vec<_>>(),
        [text.find(") TODO").expect("in the text") + 2]
    );
    let paragraphs: Vec<_> = outline
        .paragraphs
        .iter()
        .map(|p| slice(text, p.span()))
        .collect();
    assert_eq!(
        paragraphs,
        [
            "Un `TODO` deux [trois](TODO.md) TODO",
            "cinq\n> six",
            "sept",
            "huit"
        ]
    );
}

#[test]
fn a_template_sentence_is_known_again_wherever_it_is_quoted() {
    let template = read("> Décrire ici ce que le\n> document apporte.\n");
    let document = read("# Objet\n\nDécrire ici ce que\nle document apporte.\n");
    assert_eq!(template.paragraphs[0].hash, document.paragraphs[0].hash);
    assert_ne!(
        template.paragraphs[0].hash,
        read("Décrire ici.\n").paragraphs[0].hash
    );
}

#[test]
fn headings_compare_without_numbers_case_and_accents() {
    let same = [
        "Domaine d’application",
        "1. Domaine d'application",
        "2.3 DOMAINE D'APPLICATION :",
        "IV - Domaine d'Application",
        "3) Domaine  d'application.",
        "II. Domaine\u{a0}d'application",
        "1 – Domaine d'application",
    ];
    for text in same {
        assert_eq!(heading_key(text), "domaine d'application", "{text}");
    }
    assert_eq!(heading_key("Mise en œuvre"), "mise en oeuvre");
    assert_eq!(heading_key("C est court"), "c est court");
    assert_eq!(heading_key("2026"), "2026");
    assert_eq!(
        heading_key("Éléments d'entrée"),
        heading_key("Elements d'entrée")
    );
}

/// Headings and links as comrak reads them.
fn by_comrak(text: &str) -> (Vec<(u8, String)>, Vec<String>) {
    use comrak::nodes::NodeValue;
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &options);
    let (mut headings, mut links) = (Vec::new(), Vec::new());
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Heading(heading) => {
                let words: String = node
                    .descendants()
                    .map(|inner| match &inner.data.borrow().value {
                        NodeValue::Text(text) => text.to_string(),
                        NodeValue::Code(code) => code.literal.to_string(),
                        _ => String::new(),
                    })
                    .collect();
                headings.push((heading.level, words.trim().to_owned()));
            }
            NodeValue::Link(link) => links.push(link.url.to_string()),
            _ => {}
        }
    }
    (headings, links)
}

#[test]
fn the_judging_reader_and_the_rendering_one_agree() {
    let texts = [
        "# Un\n\nDeux\n----\n\n#Pas un titre\n\n####### non\n\n### Trois **gras** `code` ###\n",
        "[a](b) [c](<d e>) [f][g] [g] ![h](i) <https://x.fr/?a=b&c=d> \\[no](x) [k]( l 'm' )\n\n[g]: /h\n",
        "| a | b |\n|---|---|\n| [x](y) | `[z](w)` |\n\n- [ ] [t](u)\n- [x] fait\n\n> ## Cité\n> [v](w)\n",
        "```\n# non\n[a](b)\n```\n\n    # non\n\n<div>\n# non\n</div>\n\n# oui [lien](MO-00391#s)\n",
        "1. un\n   # titre\n2. deux [a\nb](c)\n\n~~[x](y)~~ *[e](f)* [vide]() [](r)\n",
        "Traitement des non-conformités\n===\n\n[Procédure](PR-01 \"t\") et [[MO-00391]], `[[SE-004]]`\n",
    ];
    for text in texts {
        let outline = read(text);
        let (headings, links) = by_comrak(text);
        assert_eq!(
            outline
                .headings
                .iter()
                .map(|h| (h.level, h.text.to_string()))
                .collect::<Vec<_>>(),
            headings,
            "{text}"
        );
        let ours: Vec<_> = outline
            .links
            .iter()
            .filter(|l| l.kind != LinkKind::Wiki)
            .map(|l| l.target.to_string())
            .collect();
        assert_eq!(ours, links, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_body_makes_the_reader_fall(pieces in prop::collection::vec(prop::sample::select(vec!["# ", "é", "\n", "\n\n", "[", "]", "(", ")", "[[", "]]", "`", "```\n", "<", ">", "<img src=", "<!--", "-->", "> ", "- ", "  ", "    ", "|", "|-|\n", "![", "](", "]: ", "\\", "*", "~~", "x", "\r\n", "&amp;", "TODO", "\t", "1. ", "---\n"]), 0..24)) {
        let text = pieces.concat();
        let outline = read(&text);
        let spans = outline.links.iter().flat_map(|l| [Some(l.span), l.target_span]).flatten()
            .chain(outline.images.iter().map(|i| i.span))
            .chain(outline.headings.iter().map(|h| h.span))
            .chain(outline.paragraphs.iter().map(|p| p.span()))
            .chain(outline.placeholders.iter().map(|(s, _)| *s));
        for span in spans {
            prop_assert!(text.get(span.start..span.end).is_some(), "{:?} {:?}", text, span);
        }
    }
}
