//! The guards of the house: floors, doors, and lists that must agree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules by floor; a file uses its own module and the floors below (see the map in `lib.rs`).
const FLOORS: [&[&str]; 8] = [
    &["model", "text", "diagnostic"],
    &["parse"],
    &["repository"],
    &["corpus"],
    &["history", "retention"],
    &["rules", "acts"],
    &["report"],
    &["commands"],
];

/// Each heavy crate and the places that may name it.
const DOORS: [(&str, &[&str]); 12] = [
    ("gix", &["src/repository/"]),
    ("walkdir", &["src/repository/"]),
    ("miniz_oxide", &["src/repository/pack/"]),
    ("zip", &["src/report/archive.rs"]),
    ("saphyr_parser", &["src/parse/yaml/"]),
    ("serde_yaml", &["src/parse/yaml/"]),
    ("pulldown_cmark", &["src/parse/markdown"]),
    (
        "comrak",
        &["src/report/html.rs", "src/parse/markdown_tests.rs"],
    ),
    ("tabled", &["src/report/table/terminal.rs"]),
    (
        "csv",
        &[
            "src/parse/sheet.rs",
            "src/report/table/csv.rs",
            "src/report/table/mod.rs",
        ],
    ),
    ("rust_xlsxwriter", &["src/report/table/xlsx"]),
    ("miette", &["src/report/diagnostics/human.rs"]),
];

fn sources(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path)
                    .expect("a source folder")
                    .map(|entry| entry.expect("an entry").path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).expect("a source file"));
        }
    }
    found
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// The words after `crate::` in a line of code.
fn uses(line: &str) -> Vec<&str> {
    line.split("crate::")
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn no_file_uses_a_floor_above_or_beside_its_own() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let module = path
            .trim_start_matches("src/")
            .split(['/', '.'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let Some(own) = floor(&module) else { continue };
        // The tests of a file may reach further: they build what they judge.
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        if path.ends_with("tests.rs") || path == "src/rules/examples.rs" || path.contains("/tests/")
        {
            continue;
        }
        for (number, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in uses(line) {
                let Some(other) = floor(used) else { continue };
                // Floor 0 is one floor of three modules that may use each other; F1 and F2 do not
                // see each other.
                let beside = other == own && used != module && own != 0;
                let parse_and_repository = (own, other) == (2, 1);
                if other > own || beside || parse_and_repository {
                    wrong.push(format!("{path}:{}: {module} uses {used}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_heavy_crate_has_one_door() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        for (name, doors) in DOORS {
            let named = text.lines().any(|line| {
                !line.trim_start().starts_with("//")
                    && (line.contains(&format!("{name}::"))
                        || line.contains(&format!("use {name}")))
            });
            if named && !doors.iter().any(|door| path.starts_with(door)) {
                wrong.push(format!("{path} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let silent: Vec<String> = sources("src")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// A French text with a plain space where a line must not break: before `:`, `;`, `!` or `?`.
fn breaks_before_a_sign(text: &str) -> bool {
    // What stands between backticks is typed as it is.
    text.split('`').step_by(2).any(|words| {
        [" :", " ;", " !", " ?", " »"].iter().any(|sign| {
            words.match_indices(sign).any(|(at, _)| {
                let after = words[at + sign.len()..].chars().next();
                after.is_none_or(|next| matches!(next, ' ' | '\\' | '"'))
            })
        })
    })
}

#[test]
fn no_french_text_breaks_a_line_before_a_sign() {
    assert!(breaks_before_a_sign("il compte ; il reste"));
    assert!(!breaks_before_a_sign("il compte\\u{a0}; `a ; b`"));
    let found: Vec<String> = sources("src")
        .iter()
        .flat_map(|(path, text)| {
            text.lines().filter_map(move |line| {
                let (_, words) = line.split_once("fr: \"")?;
                breaks_before_a_sign(words).then(|| format!("{path}: {}", line.trim()))
            })
        })
        .collect();
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn every_rule_file_is_listed_and_named_by_its_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = Vec::new();
    for family in fs::read_dir(&root)
        .expect("the rules")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
    {
        for file in fs::read_dir(&family)
            .expect("a family")
            .map(|entry| entry.expect("an entry").path())
        {
            let name = file
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            if let Some(stem) = name.strip_suffix(".rs").filter(|stem| is_rule(stem)) {
                assert!(
                    file.with_file_name(format!("{stem}.fr.md")).exists(),
                    "{name} has no French page"
                );
                files.push(stem.split('_').next().unwrap_or_default().to_uppercase());
            }
        }
    }
    files.sort();
    let mut listed: Vec<String> = qms::rules::all().map(|rule| rule.code.to_owned()).collect();
    listed.sort();
    assert_eq!(files, listed);
}

/// Files that no `mod` names are not compiled, and nothing else would tell.
#[test]
fn every_source_file_is_named_by_a_module() {
    let sources = sources("src");
    let named = |path: &str| {
        let (folder, file) = path.rsplit_once('/').expect("a folder");
        let stem = file.trim_end_matches(".rs");
        let (folder, stem) = match stem {
            "mod" => folder.rsplit_once('/').expect("a folder"),
            _ => (folder, stem),
        };
        let beside = format!("{folder}.rs");
        let by_path = format!("#[path = \"{file}\"]");
        let line = format!("mod {stem};");
        [format!("{folder}/mod.rs"), beside, "src/lib.rs".to_owned()]
            .iter()
            .filter_map(|holder| sources.get(holder))
            .any(|text| text.contains(&line))
            || sources
                .iter()
                .any(|(other, text)| other.starts_with(folder) && text.contains(&by_path))
    };
    let unnamed: Vec<&String> = sources
        .keys()
        .filter(|path| !matches!(path.as_str(), "src/lib.rs" | "src/main.rs"))
        .filter(|path| !named(path))
        .collect();
    assert!(unnamed.is_empty(), "add a `mod` line for each: {unnamed:?}");
    assert!(sources.len() > 300);
}

fn is_rule(stem: &str) -> bool {
    let mut letters = stem.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase())
        && letters.take(3).all(|c| c.is_ascii_digit())
        && stem.chars().nth(4) == Some('_')
}

/// The lines of `Cargo.toml` that take a dependency without saying what is used of it.
fn features_unsaid(manifest: &str) -> Vec<&str> {
    manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .take_while(|line| !line.starts_with("[profile"))
        .filter(|line| line.contains(" = ") && !line.starts_with('#'))
        .filter(|line| !line.contains("default-features = false"))
        .collect()
}

#[test]
fn every_dependency_says_which_of_its_features_are_used() {
    let plain = "[package]\nname = \"a\"\n[dependencies]\nb = \"1\"\n";
    assert_eq!(features_unsaid(plain), ["b = \"1\""]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(path).expect("the manifest");
    assert_eq!(features_unsaid(&manifest), [] as [&str; 0]);
}

/// The variants of an enum that stand in a file, by its name.
fn variants(text: &str, name: &str) -> Option<usize> {
    let (_, body) = text.split_once(&format!("enum {name} {{\n"))?;
    let (body, _) = body.split_once("\n}")?;
    let starts = |line: &&str| {
        let own = line.strip_prefix("    ").unwrap_or_default();
        own.starts_with(|first: char| first.is_ascii_uppercase())
    };
    Some(body.lines().filter(starts).count())
}

/// A list of every variant whose length is right when it was written, and forgotten since, drops what
/// is new without a word: what is parsed by it is then unknown.
#[test]
fn every_list_of_all_variants_has_them_all() {
    let mut lists = 0;
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        for (at, _) in text.match_indices("const ALL: [") {
            let inside = &text[at + "const ALL: [".len()..];
            let name: String = inside
                .trim_start_matches('(')
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let length = inside
                .split_once("; ")
                .and_then(|(_, rest)| rest.split_once(']'))
                .and_then(|(length, _)| length.parse::<usize>().ok());
            let all = variants(&text, &name);
            lists += 1;
            if all.is_none() || all != length {
                wrong.push(format!("{path}: {name} has {all:?}, its list {length:?}"));
            }
        }
    }
    assert!(lists > 8, "{lists}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_contributors_guide_names_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join(".github/CONTRIBUTING.md")).expect("the guide");
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    assert!(readme.contains("](.github/CONTRIBUTING.md)"));
    let named: Vec<&str> = guide
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| is_path(code))
        .collect();
    assert!(named.len() > 20, "{named:?}");
    let missing: Vec<&&str> = named
        .iter()
        .filter(|path| !root.join(path).exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Whether a code span names a file or folder of the repository.
fn is_path(code: &str) -> bool {
    let tops = [
        "src/",
        "tests/",
        "examples/",
        "docs-template/",
        "completions/",
        "benches/",
        ".",
    ];
    let named = tops.iter().any(|top| code.starts_with(top)) || code.ends_with(".toml");
    named && !code.contains([' ', '<', '*', '…'])
}
