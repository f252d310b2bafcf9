//! The manual is whole, speaks one language, and its links lead somewhere.

use comrak::nodes::NodeValue;
use comrak::{Anchorizer, Arena, Options, parse_document};
use qms::model::layout::EntityKind;
use qms::parse::fields::{Field, Shape};
use qms::parse::term::forms::FORMS;
use qms::parse::{policy, table};
use qms::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

const LANGS: [Lang; 2] = [Lang::Fr, Lang::En];

type Pages = BTreeMap<String, String>;

fn run(lang: Lang, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_qms"))
        .args(["--lang", lang.code()])
        .args(arguments)
        .env_clear()
        .current_dir(std::env::temp_dir())
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    output.stdout
}

fn written(lang: Lang, command: &str) -> Pages {
    let folder = tempfile::tempdir().expect("a folder");
    run(
        lang,
        &[command, "-q", "-o", &folder.path().display().to_string()],
    );
    std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| {
            let entry = entry.expect("an entry");
            let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// The manual of each language, written once.
fn manual(lang: Lang) -> &'static Pages {
    static MANUALS: [OnceLock<Pages>; 2] = [OnceLock::new(), OnceLock::new()];
    MANUALS[usize::from(lang == Lang::En)].get_or_init(|| written(lang, "manual"))
}

fn whole(lang: Lang) -> String {
    manual(lang).values().map(String::as_str).collect()
}

/// The links and the anchors of a page, as the hosts make them.
fn read(text: &str) -> (Vec<String>, BTreeSet<String>) {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let root = parse_document(&arena, text, &options);
    let (mut links, mut anchors) = (Vec::new(), BTreeSet::new());
    let mut anchorizer = Anchorizer::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Link(link) => links.push(link.url.clone()),
            NodeValue::Heading(_) => {
                let mut title = String::new();
                for inner in node.descendants() {
                    match &inner.data.borrow().value {
                        NodeValue::Text(words) => title.push_str(words),
                        NodeValue::Code(code) => title.push_str(&code.literal),
                        _ => {}
                    }
                }
                anchors.insert(anchorizer.anchorize(&title));
            }
            NodeValue::HtmlInline(html) => panic!("HTML in the manual: {html}"),
            _ => {}
        }
    }
    (links, anchors)
}

fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_link_of_the_manual_leads_to_a_page_and_to_a_heading() {
    for lang in LANGS {
        let pages: BTreeMap<&String, _> = manual(lang)
            .iter()
            .map(|(name, text)| (name, read(text)))
            .collect();
        let mut reached = BTreeSet::from(["index.md".to_owned()]);
        for (name, (links, _)) in &pages {
            assert!(!links.is_empty(), "{name}");
            for link in links {
                let link = decoded(link);
                let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let file = if file.is_empty() { name.as_str() } else { file };
                let target = pages.iter().find(|(known, _)| known.as_str() == file);
                let (_, (_, anchors)) = target.unwrap_or_else(|| panic!("{name}: {link}"));
                assert!(
                    anchor.is_empty() || anchors.contains(anchor),
                    "{name}: {link}"
                );
                reached.insert(file.to_owned());
            }
        }
        let all: BTreeSet<String> = manual(lang).keys().cloned().collect();
        assert_eq!(reached, all, "every page can be reached");

        let one = String::from_utf8(run(lang, &["manual"])).expect("UTF-8");
        let (links, anchors) = read(&one);
        for link in links {
            let link = decoded(&link);
            let anchor = link.strip_prefix('#').unwrap_or_else(|| panic!("{link}"));
            assert!(anchors.contains(anchor), "{link}");
        }
    }
}

#[test]
fn every_command_option_and_alias_is_in_the_manual_and_in_the_manual_pages() {
    fn walk(command: &clap::Command, name: &str, told: &mut dyn FnMut(&str, String)) {
        for alias in command.get_all_aliases() {
            told(name, format!("`{alias}`"));
        }
        for argument in command
            .get_arguments()
            .filter(|argument| !argument.is_hide_set())
        {
            if argument.is_global_set() && name != "qms" {
                continue;
            }
            let help = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            told(name, help);
            told(
                name,
                argument
                    .get_long()
                    .map(|long| format!("--{long}"))
                    .unwrap_or_default(),
            );
        }
        for inner in command.get_subcommands() {
            walk(inner, &format!("{name} {}", inner.get_name()), told);
        }
    }
    for lang in LANGS {
        let text = whole(lang)
            .replace("\\|", "|")
            .replace("\\<", "<")
            .replace("\\*", "*");
        let pages = written(lang, "man");
        walk(
            &qms::commands::command_line(lang),
            "qms",
            &mut |name, what| {
                let heading = format!("# {name}\n");
                // What every command takes stands once, and is no command of its own.
                let part = match name {
                    "qms" => text.as_str(),
                    _ => text
                        .split(&heading)
                        .nth(1)
                        .unwrap_or_else(|| panic!("{name}")),
                };
                let part = if name == "qms" {
                    part
                } else {
                    part.split("\n#").next().expect("a part")
                };
                let version = what.ends_with("--version") || what.ends_with("version");
                assert!(version || part.contains(&what), "{name}: {what}");
                let page = format!("{}.1", name.replace(' ', "-"));
                assert!(pages.contains_key(&page), "{page}");
            },
        );
    }
}

#[test]
fn manual_pages_have_their_title_line_and_every_exit_code() {
    for (lang, manual, status) in [
        (Lang::Fr, "Manuel de qms", "CODE DE RETOUR"),
        (Lang::En, "Manual of qms", "EXIT STATUS"),
    ] {
        for (name, page) in written(lang, "man") {
            let title = page
                .lines()
                .find(|line| line.starts_with(".TH "))
                .expect("a title");
            assert!(title.ends_with(&format!("\"{manual}\"")), "{name}: {title}");
            assert!(page.contains(&format!(".SH \"{status}\"")), "{name}");
            assert!(page.lines().all(|line| line.trim_end() == line), "{name}");
        }
    }
}

/// What stands under the heading of a rule, up to that of the next.
fn told<'t>(text: &'t str, code: &str) -> &'t str {
    let own = text.split(&format!("\n## {code}\n")).nth(1);
    let own = own.unwrap_or_else(|| panic!("{code}"));
    let headings = own.match_indices("\n## ").map(|(at, _)| at);
    let end = headings.into_iter().find(|at| {
        let title = own[at + 4..].lines().next().unwrap_or_default();
        qms::rules::find(title).is_some()
    });
    &own[..end.unwrap_or(own.len())]
}

#[test]
fn every_rule_is_told_in_the_words_of_explain() {
    for lang in LANGS {
        let text = whole(lang);
        for family in &qms::rules::FAMILIES {
            for rule in family.rules {
                assert!(rule.code.starts_with(family.letter), "{}", rule.code);
                let own = told(&text, rule.code);
                for words in [rule.message, rule.help, rule.severity.label()] {
                    let words = words.get(lang).replace('<', "\\<").replace('*', "\\*");
                    assert!(own.contains(&words), "{}: {words}", rule.code);
                }
                for line in rule.page(lang).markdown.lines() {
                    // The file that an example shows stands above its block.
                    let line = line.strip_prefix("```md ").unwrap_or(line);
                    assert!(own.contains(line), "{}: {line}", rule.code);
                }
            }
        }
    }
}

fn fields(table: &'static [Field], found: &mut Vec<&'static Field>) {
    fn inside(shape: &'static Shape, found: &mut Vec<&'static Field>) {
        match shape {
            Shape::Map(table) => fields(table, found),
            Shape::List(inner) | Shape::OneOrMany(inner) | Shape::MapOf(inner) => {
                inside(inner, found)
            }
            Shape::Either(first, second) => {
                inside(first, found);
                inside(second, found);
            }
            _ => {}
        }
    }
    for field in table {
        found.push(field);
        inside(&field.shape, found);
    }
}

#[test]
fn every_key_is_told_with_its_meaning() {
    for lang in LANGS {
        let files = &manual(lang)[if lang == Lang::Fr {
            "fichiers.md"
        } else {
            "files.md"
        }];
        for kind in EntityKind::ALL {
            let heading = format!("\n## {}\n", kind.label().get(lang));
            let own = files
                .split(&heading)
                .nth(1)
                .unwrap_or_else(|| panic!("{heading}"));
            let own = own.split("\n## ").next().expect("a part");
            let mut all = Vec::new();
            fields(table(kind), &mut all);
            for field in all {
                let meaning = field.meaning.get(lang);
                let row = own.lines().find(|line| {
                    line.split('`')
                        .nth(1)
                        .is_some_and(|key| key.ends_with(field.name))
                        && line.contains(meaning)
                });
                assert!(row.is_some(), "{kind:?} {}: {meaning}", field.name);
            }
        }
        let settings = &manual(lang)["qms-yaml.md"];
        let mut all = Vec::new();
        fields(policy::TABLE, &mut all);
        for field in all {
            assert!(settings.contains(field.name), "{}", field.name);
            assert!(settings.contains(field.meaning.get(lang)), "{}", field.name);
        }
    }
}

#[test]
fn every_form_of_a_term_and_every_exit_code_is_told() {
    for lang in LANGS {
        let text = whole(lang);
        for form in &FORMS {
            assert!(text.contains(form.meaning.get(lang)), "{:?}", form.examples);
            for example in form.examples {
                assert!(text.contains(&format!("`{example}`")), "{example}");
            }
        }
        for exit in qms::commands::Exit::ALL {
            let row = format!("| `{}` | {} |", exit.code(), exit.meaning().get(lang));
            assert!(text.contains(&row), "{row}");
        }
        for kind in qms::commands::FailureKind::ALL {
            let row = format!("| `{}` | {} |", kind.as_str(), kind.meaning().get(lang));
            assert!(text.contains(&row), "{row}");
        }
        for key in qms::report::json::keys::KEYS {
            assert!(text.contains(&format!("| `{}` | {} |", key.name, key.meaning.get(lang))));
        }
    }
}

#[test]
fn the_commands_that_the_manual_names_exist() {
    let line = qms::commands::command_line(Lang::En);
    for lang in LANGS {
        for (name, text) in manual(lang) {
            let typed = text.split('`').skip(1).step_by(2);
            for words in typed.filter_map(|code| code.strip_prefix("qms ")) {
                let mut at = &line;
                for (rank, word) in words.split_whitespace().enumerate() {
                    let plain = word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                    if !plain || word.starts_with('-') || at.get_subcommands().next().is_none() {
                        break;
                    }
                    let below = at.get_subcommands().find(|inner| {
                        inner.get_name() == word
                            || inner.get_all_aliases().any(|alias| alias == word)
                    });
                    at = below.unwrap_or_else(|| panic!("{name}: `qms {words}`, word {rank}"));
                }
            }
        }
    }
}

/// What people read: no block, no code, no words quoted from files.
fn prose(text: &str) -> Vec<String> {
    let mut block = false;
    let lines = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        block ^= fence;
        !block && !fence
    });
    lines
        .map(|line| {
            let words: String = line.split('`').step_by(2).collect();
            let words = words.replace('”', "“");
            let words: String = words.split('“').step_by(2).collect();
            // The names of placeholders are neither French nor English.
            words.replace('}', "{").split('{').step_by(2).collect()
        })
        .collect()
}

#[test]
fn no_line_of_the_manual_is_in_the_other_language() {
    let foreign = |lang| match lang {
        Lang::Fr => ["the", "of", "which", "with", "is", "and", "by"],
        Lang::En => ["le", "les", "des", "est", "une", "pour", "qui"],
    };
    for lang in LANGS {
        for (name, text) in manual(lang) {
            // What stands between guillemets in English is quoted from the practice.
            for line in prose(text) {
                let line: String = match lang {
                    Lang::En => line.replace('»', "«").split('«').step_by(2).collect(),
                    Lang::Fr => line,
                };
                let found = line
                    .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '-')
                    .find(|word| foreign(lang).contains(&word.to_lowercase().as_str()));
                assert_eq!(found, None, "{name}: {line}");
            }
        }
    }
}

#[test]
fn what_one_manual_says_the_other_says_in_its_own_words() {
    let mut texts: Vec<Text> = Vec::new();
    texts.extend(qms::rules::all().flat_map(|rule| [rule.message, rule.help]));
    texts.extend(FORMS.iter().map(|form| form.meaning));
    texts.extend(EntityKind::ALL.map(EntityKind::label));
    let mut all = Vec::new();
    for kind in EntityKind::ALL {
        fields(table(kind), &mut all);
    }
    fields(policy::TABLE, &mut all);
    texts.extend(all.iter().map(|field| field.meaning));
    let [french, english] = LANGS.map(|lang| prose(&whole(lang)).join("\n"));
    for text in texts
        .iter()
        .filter(|text| text.en != text.fr && text.en.contains(' '))
    {
        assert!(!french.contains(text.en), "{}", text.en);
        assert!(!english.contains(text.fr), "{}", text.fr);
    }
}

#[test]
fn no_french_line_breaks_before_a_sign() {
    for (name, text) in manual(Lang::Fr) {
        let mut block = false;
        for line in text.lines() {
            let fence = line.trim_start().starts_with("```");
            block ^= fence;
            if block || fence {
                continue;
            }
            for (rank, words) in line
                .split('`')
                .enumerate()
                .filter(|(rank, _)| rank % 2 == 0)
            {
                let breaks = [" :", " ;", " !", " ?", " »", "« "]
                    .iter()
                    .any(|sign| words.contains(sign));
                assert!(!breaks, "{name}: {line} (part {rank})");
            }
        }
    }
}

#[test]
fn the_same_manual_is_the_same_bytes() {
    for lang in LANGS {
        assert_eq!(written(lang, "manual"), *manual(lang));
        assert_eq!(run(lang, &["manual"]), run(lang, &["manual"]));
        assert_eq!(
            run(lang, &["manual"]),
            run(lang, &["manual", "--format", "md"])
        );
    }
}
