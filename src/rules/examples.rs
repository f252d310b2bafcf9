//! The examples of every rule's page, run: what is called wrong is found once, what is called
//! right is not found.

use super::{Rule, Softening, all, run};
use crate::corpus::{self, Corpus};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::layout;
use crate::parse::digest;
use crate::repository::Tree;
use crate::text::Lang;
use std::collections::BTreeMap;

/// The repository that every example is laid over: a register, a process, nothing else.
fn base() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    add("qms.yaml", "organisation: Service social\n");
    for (id, roles) in [
        ("administrateur-gdh", "administrateur"),
        ("administrateur-suppleant", "administrateur"),
        ("pilote-paped", "pilote, processus: PAPED"),
        ("directrice", "directrice"),
        ("referent-paped", "referent"),
        ("agent-paped", "agent"),
        ("assistante-qualite", "assistante-qualite"),
    ] {
        let key = key_of(id);
        add(
            &layout::actor_path(id),
            &format!(
                "---\nid: {id}\nnom: {id}\ncourriel: {id}@service.example\nroles:\n  - {{role: {roles}, du: 2024-01-01}}\ncles:\n  - {{cle: \"{key}\", du: 2024-01-01}}\n---\n"
            ),
        );
    }
    add(
        "processus/PAPED.md",
        "---\ncode: PAPED\ntitre: Prévention et accompagnement\nfinalite: Aider les assurés en difficulté.\n---\n",
    );
    files
}

/// A well-formed ed25519 public key, different for each actor; nobody holds its private part.
fn key_of(id: &str) -> String {
    use std::fmt::Write as _;
    let mut point = digest::digest(id.as_bytes()).0;
    point[31] &= 0x7f;
    let mut blob = vec![0, 0, 0, 11];
    blob.extend(b"ssh-ed25519");
    blob.extend([0, 0, 0, 32]);
    blob.extend(point);
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut line = String::from("ssh-ed25519 ");
    for chunk in blob.chunks(3) {
        let word = chunk
            .iter()
            .fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        for shift in [18, 12, 6, 0] {
            let _ = write!(line, "{}", ALPHABET[(word >> shift & 63) as usize] as char);
        }
    }
    line + " " + id
}

/// Lays example files over the base. `empreinte: "…"` stands for the file's own.
fn corpus_of(examples: &[(String, String)]) -> Corpus {
    let mut files = base();
    for (path, text) in examples {
        let short = digest::digest(text.as_bytes()).short();
        files.insert(
            path.clone(),
            text.replace("\"…\"", &format!("\"{short}\"")).into_bytes(),
        );
    }
    corpus::load(&Tree::Memory(files), |_| {
        "2026-11-21".parse().expect("a date of the test")
    })
    .expect("the base is a document repository")
}

fn found(rule: &Rule, heading: &str, lang: Lang) -> Option<Vec<String>> {
    let page = rule.page(lang);
    let files: Vec<(String, String)> = page
        .examples()
        .into_iter()
        .filter(|example| example.heading == heading)
        .map(|example| (example.path, example.text))
        .collect();
    if files.is_empty() {
        return None;
    }
    let corpus = corpus_of(&files);
    Some(
        run(&corpus, Softening::None)
            .iter()
            .filter(|diagnostic| diagnostic.rule == rule.code)
            .map(|diagnostic| {
                let help = diagnostic
                    .help
                    .as_ref()
                    .map(|help| help.render(lang))
                    .unwrap_or_default();
                format!("{} / {help}", diagnostic.message.render(lang))
            })
            .collect(),
    )
}

#[test]
fn what_a_page_calls_wrong_is_found_once_and_what_it_calls_right_is_not() {
    let mut failures = Vec::new();
    // What is judged on the history has its examples in the tests of the history and in `qms selftest`.
    for rule in all().filter(|rule| !rule.is_of_the_history()) {
        for (lang, wrong, right) in [(Lang::En, "Wrong", "Right"), (Lang::Fr, "Faux", "Juste")] {
            match found(rule, wrong, lang) {
                Some(found) if found.len() == 1 && !found[0].contains('{') => {}
                other => failures.push(format!("{} {wrong}: {other:?}", rule.code)),
            }
            match found(rule, right, lang) {
                Some(found) if found.is_empty() => {}
                other => failures.push(format!("{} {right}: {other:?}", rule.code)),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn both_pages_of_a_rule_have_the_same_headings_and_examples() {
    for rule in all() {
        let (en, fr) = (rule.page(Lang::En), rule.page(Lang::Fr));
        assert_eq!(
            en.headings(),
            ["Why", "Wrong", "Right", "Settings"],
            "{}",
            rule.code
        );
        assert_eq!(
            fr.headings(),
            ["Pourquoi", "Faux", "Juste", "Réglage"],
            "{}",
            rule.code
        );
        let files = |page: &super::Page| {
            page.examples()
                .into_iter()
                .map(|example| (example.path, example.text))
                .collect::<Vec<_>>()
        };
        assert_eq!(files(&en), files(&fr), "{}", rule.code);
    }
}

#[test]
fn both_sentences_of_a_rule_use_the_same_values() {
    for rule in all() {
        for text in [rule.message, rule.help] {
            let (mut en, mut fr) = (text.placeholders(Lang::En), text.placeholders(Lang::Fr));
            en.sort_unstable();
            fr.sort_unstable();
            en.dedup();
            fr.dedup();
            assert_eq!(en, fr, "{}", rule.code);
        }
    }
}

#[test]
fn the_base_of_the_examples_is_itself_right() {
    assert_eq!(run(&corpus_of(&[]), Softening::None), Vec::new());
}

/// A document of the example, with lines of its own in the front-matter.
pub(super) fn document(code: &str, lines: &str, body: &str) -> String {
    format!(
        "---\ncode: {code}\ntitre: Traitement des non-conformités\nprocessus: PAPED\nobjet: Dire comment un écart est traité.\nredacteur: referent-paped\ndiffusion: [tout-agent]\n{lines}---\n{body}\n"
    )
}

/// What one rule says, in English and sorted by place, of files laid over the base.
pub(super) fn judged(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let findings = run(&corpus_of(&files), Softening::ByStatus);
    findings
        .into_iter()
        .filter(|found| found.rule == code)
        .map(|found| {
            let help = found.help.as_ref().expect("every finding has its remedy");
            for text in [
                found.message.render(Lang::Fr),
                help.render(Lang::Fr),
                help.render(Lang::En),
            ] {
                assert!(!text.contains('{'), "{text}");
            }
            found.message.render(Lang::En)
        })
        .collect()
}

/// The remedies that a rule gives, in French.
pub(super) fn remedies(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    run(&corpus_of(&files), Softening::ByStatus)
        .into_iter()
        .filter(|found| found.rule == code)
        .filter_map(|found| found.help.map(|help| help.render(Lang::Fr)))
        .collect()
}

#[test]
fn the_example_of_the_practice_has_nothing_against_it() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cramif");
    let day = "2026-11-21".parse().expect("a date of the test");
    let corpus = corpus::load(&Tree::WorkingTree(root), |_| day)
        .expect("the example is a document repository");
    // What its calendar brings is what it is there to show.
    let shown = |found: &Diagnostic| found.rule == "R103" && found.severity == Severity::Info;
    let findings: Vec<String> = run(&corpus, Softening::ByStatus)
        .into_iter()
        .filter(|found| !shown(found))
        .map(|found| {
            format!(
                "{} {:?} {}",
                found.rule,
                found.place,
                found.message.render(Lang::En)
            )
        })
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Every sentence of a rule's source, those of its other faces included, as (English, French).
fn sentences(source: &str) -> Vec<(String, String)> {
    let literal = |text: &str| {
        let mut out = String::new();
        let mut characters = text.chars();
        while let Some(character) = characters.next().filter(|character| *character != '"') {
            out.push(if character == '\\' {
                characters.next().unwrap_or_default()
            } else {
                character
            });
        }
        out.replace("u{a0}", "\u{a0}")
            .replace("u{202f}", "\u{202f}")
    };
    let code = source
        .lines()
        .filter(|line| !line.starts_with("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for part in code.split("en: \"").skip(1) {
        if let Some((_, french)) = part.split_once("fr: \"") {
            found.push((literal(part), literal(french)));
        }
    }
    found
}

fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_face_of_a_rule_says_the_same_in_both_languages() {
    for rule in all() {
        for (en, fr) in sentences(rule.pages[0]) {
            assert_eq!(names(&en), names(&fr), "{} {en}", rule.code);
            assert!(
                !en.ends_with('.') && !fr.ends_with('.'),
                "{} {en}",
                rule.code
            );
            for mark in [" :", " ;", " ?", " !", "« ", " »"] {
                let prose: String = fr.split('`').step_by(2).collect::<Vec<_>>().join("`");
                assert!(
                    !prose.contains(mark),
                    "{}: a no-break space is missing: {fr}",
                    rule.code
                );
            }
        }
    }
}
