//! References and links lead to a document in force.
//!
//! ## Why
//!
//! The third of the 3 U, *usable*: a reader who is sent elsewhere must find something there.
//! `references`, links to a code (`[…](MO-00391)`, `[[MO-00391]]`), links to a `.md` file of the repository and
//! links to a section of the same document (`#objet`) are followed. Nothing there, or only versions that
//! left force: an error. Only a draft, an approved or an upcoming version: a warning, so that two new
//! documents may cite each other. What a certificate says was destroyed is not missed. Addresses and files of other
//! kinds are not looked at; `remplace` and `origine` are judged by the history. Stands for ISO 9001 §7.5.3
//! (documents are available and suitable for use).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le badge est demandé selon [PR-99](PR-99) le jour de l'arrivée.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le badge est demandé selon [PR-05](PR-05) le jour de l'arrivée.
//! ```
//! ```md documents/PR/PR-05-V1.md
//! ---
//! code: PR-05-V1
//! titre: Attribuer un badge
//! processus: PAPED
//! objet: Ouvrir les locaux à ceux qui y travaillent.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-01-05, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-01-12, empreinte: "…"}
//! application: 2026-02-01
//! ---
//! # Attribuer un badge
//!
//! Le badge est remis contre signature.
//! ```
//!
//! ## Settings
//!
//! `regles: {U301: warning}` in `qms.yaml` lets a document be approved in spite of a broken link.

use crate::corpus::code_of_link;
use crate::diagnostic::Span;
use crate::model::code::{Code, DocumentId, Reference};
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::layout::{EntityKind, FOLDERS};
use crate::model::names::nearest;
use crate::model::policy::is_under;
use crate::parse::images;
use crate::parse::markdown::{Heading, Link, LinkKind};
use crate::rules::prelude::*;
use rustc_hash::FxHashMap;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

pub(super) static RULE: Rule = Rule {
    code: "U301",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` refers to `{target}`, which does not exist",
        fr: "`{code}` renvoie à `{target}`, qui n'existe pas",
    },
    help: Text {
        en: "correct the reference or take it out; `qms list` shows what there is",
        fr: "corriger le renvoi ou l'ôter\u{a0}; `qms list` montre ce qui existe",
    },
    pages: [
        include_str!("u301_reference_leads_nowhere.rs"),
        include_str!("u301_reference_leads_nowhere.fr.md"),
    ],
    check: Check::Tree(check),
};

const OTHER_VERSION: Text = Text {
    en: "name the document without its version: `{stem}`",
    fr: "nommer le document sans sa version\u{a0}: `{stem}`",
};
const OUT_OF_FORCE: Text = Text {
    en: "`{code}` refers to `{target}`, which is no longer in force in any version",
    fr: "`{code}` renvoie à `{target}`, qui n'est plus en vigueur dans aucune version",
};
const NOT_YET: Text = Text {
    en: "`{code}` refers to `{target}`, which is not in force yet",
    fr: "`{code}` renvoie à `{target}`, qui n'est pas encore en vigueur",
};
const NOT_YET_HELP: Text = Text {
    en: "nothing stands in the way of the approval; `qms status` shows what `{target}` awaits",
    fr: "rien ne s'oppose à l'approbation\u{a0}; `qms status` montre ce qu'attend `{target}`",
};
const NO_CODE: Text = Text {
    en: "a link of `{code}` leads to `{target}`, which is neither a known code nor an address",
    fr: "un lien de `{code}` mène à `{target}`, qui n'est ni un code connu ni une adresse",
};
const NO_TARGET: Text = Text {
    en: "a link of `{code}` leads nowhere",
    fr: "un lien de `{code}` ne mène nulle part",
};
const NO_FILE: Text = Text {
    en: "a link of `{code}` leads to the file `{target}`, which does not exist",
    fr: "un lien de `{code}` mène au fichier `{target}`, qui n'existe pas",
};
const NO_SECTION: Text = Text {
    en: "a link of `{code}` leads to its section `{target}`, which does not exist",
    fr: "un lien de `{code}` mène à sa section `{target}`, qui n'existe pas",
};
const NEAR_SECTION: Text = Text {
    en: "perhaps `#{near}` is meant",
    fr: "il s'agit peut-être de `#{near}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let absent = LazyCell::new(|| absent_with_reason(corpus));
    let standings = standings(corpus);
    for version in corpus.documents() {
        let own = version.document.code.document();
        let mut follow = |text: &str, span: Span| {
            let Ok(reference) = corpus.policy().codes.lenient(text) else {
                return false;
            };
            let id = document_of(&reference);
            // A document may speak of itself, and of its versions that have left.
            if own.is_some() && id == own {
                return true;
            }
            let (message, help, severity) = match lead(corpus, &standings, &reference) {
                Lead::Somewhere => return true,
                Lead::Nowhere if absent.contains(&reference) => return true,
                Lead::Nowhere => (RULE.message, RULE.help, Severity::Error),
                Lead::Version => (RULE.message, OTHER_VERSION, Severity::Error),
                Lead::OutOfForce => (OUT_OF_FORCE, RULE.help, Severity::Error),
                Lead::NotYet => (NOT_YET, NOT_YET_HELP, Severity::Warning),
            };
            let stem = id
                .map(|id| corpus.policy().codes.stem(&id))
                .unwrap_or_default();
            let finding = found
                .at(version.file.at(span))
                .code(&version.document.code)
                .with("target", text)
                .with("stem", stem);
            finding.saying(message).helped_by(help).severity(severity);
            true
        };
        let strange: Vec<_> = version
            .document
            .references
            .iter()
            .filter(|reference| !follow(reference, reference.span))
            .collect();
        let Some(parsed) = &version.file.parsed else {
            continue;
        };
        let unread: Vec<&Link> = parsed
            .outline()
            .links
            .iter()
            .filter(|link| !follow(code_of_link(&link.target), place_of(link)))
            .collect();
        for reference in strange {
            found
                .at(version.file.at(reference.span))
                .code(&version.document.code)
                .with("target", &reference.value);
        }
        for link in unread {
            follow_link(corpus, &version, link, found);
        }
    }
}

/// Where a code leads, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lead {
    Somewhere,
    NotYet,
    OutOfForce,
    /// Not to this version, but to others of the document.
    Version,
    Nowhere,
}

/// What the versions of each document together are to a reader who is sent to it: looked at
/// once, since thousands of links lead to the same few.
fn standings(corpus: &Corpus) -> FxHashMap<DocumentId, Lead> {
    let mut standings = FxHashMap::default();
    for version in corpus.documents() {
        let Some(id) = version.document.code.document() else {
            continue;
        };
        let lead = match version.status {
            Status::Effective => Lead::Somewhere,
            Status::Draft | Status::Approved | Status::Upcoming => Lead::NotYet,
            Status::Superseded | Status::Withdrawn => Lead::OutOfForce,
        };
        standings
            .entry(id)
            .and_modify(|best| *best = lead.min(*best))
            .or_insert(lead);
    }
    standings
}

fn lead(corpus: &Corpus, standings: &FxHashMap<DocumentId, Lead>, reference: &Reference) -> Lead {
    let code = match reference {
        Reference::Document(id) => return standings.get(id).copied().unwrap_or(Lead::Nowhere),
        Reference::Exact(code) => code,
    };
    match corpus.version(code).map(|version| version.status) {
        Some(Status::Effective | Status::Superseded) => Lead::Somewhere,
        Some(Status::Draft | Status::Approved | Status::Upcoming) => Lead::NotYet,
        Some(Status::Withdrawn) => Lead::OutOfForce,
        None if corpus.with_code(code).next().is_some() => Lead::Somewhere,
        None if code
            .document()
            .is_some_and(|id| standings.contains_key(&id)) =>
        {
            Lead::Version
        }
        None => Lead::Nowhere,
    }
}

fn document_of(reference: &Reference) -> Option<DocumentId> {
    match reference {
        Reference::Document(id) => Some(id.clone()),
        Reference::Exact(code) => code.document(),
    }
}

/// What is rightly not there: destroyed under a certificate, or in a file that cannot be read,
/// whose own finding says so.
fn absent_with_reason(corpus: &Corpus) -> HashSet<Reference> {
    let certificates =
        corpus
            .entities(EntityKind::DisposalCertificate)
            .filter_map(|(_, entity)| match entity {
                Entity::DisposalCertificate(certificate) => Some(certificate),
                _ => None,
            });
    let destroyed = certificates
        .flat_map(|certificate| &certificate.elements)
        .filter_map(|element| corpus.policy().codes.lenient(&element.code).ok());
    let unread = corpus
        .files()
        .iter()
        .filter(|file| file.kind == Some(EntityKind::Document) && file.entity().is_none());
    destroyed
        .chain(
            unread
                .filter_map(|file| file.code().and_then(Code::document))
                .map(Reference::Document),
        )
        .collect()
}

/// A link that is no code: to a section, to a file, or to nothing that can be read.
fn follow_link(corpus: &Corpus, version: &Version<'_>, link: &Link, found: &mut Found) {
    let target = &*link.target;
    let message = if link.kind == LinkKind::Wiki {
        if !looks_like_a_code(target) {
            return;
        }
        NO_CODE
    } else if target.is_empty() {
        NO_TARGET
    } else if link.kind == LinkKind::Auto || is_address(target) {
        return;
    } else if let Some(fragment) = target.strip_prefix('#') {
        return follow_fragment(version, fragment, link, found);
    } else if target
        .split(['#', '?'])
        .next()
        .is_some_and(|path| path.ends_with(".md"))
    {
        match images::resolve(&version.file.path, target) {
            Ok(path)
                if FOLDERS.iter().any(|folder| is_under(&path, folder))
                    && corpus.file(&path).is_none() =>
            {
                NO_FILE
            }
            _ => return,
        }
    } else if target.contains(['/', '.', '#', '?']) {
        return;
    } else {
        NO_CODE
    };
    found
        .at(version.file.at(place_of(link)))
        .code(&version.document.code)
        .with("target", target)
        .saying(message);
}

fn follow_fragment(version: &Version<'_>, fragment: &str, link: &Link, found: &mut Found) {
    let headings = version
        .file
        .parsed
        .as_ref()
        .map_or(&[][..], |parsed| &parsed.outline().headings);
    let anchors = anchors(headings);
    let encoded = fragment.contains('%');
    if fragment.is_empty()
        || fragment == "top"
        || anchors.iter().any(|anchor| {
            *anchor == fragment
                || (encoded && percent_encoded(anchor).eq_ignore_ascii_case(fragment))
        })
    {
        return;
    }
    let near = nearest(fragment, anchors.iter().map(String::as_str)).map(str::to_owned);
    let finding = found
        .at(version.file.at(place_of(link)))
        .code(&version.document.code)
        .with("target", &*link.target)
        .saying(NO_SECTION);
    if let Some(near) = near {
        finding.with("near", near).helped_by(NEAR_SECTION);
    }
}

/// The anchors of headings as GitHub, GitLab and our site make them: lower case, blanks as
/// dashes, punctuation dropped, a number after the second of a name.
fn anchors(headings: &[Heading]) -> Vec<String> {
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut anchors = Vec::with_capacity(headings.len());
    for heading in headings {
        let mut anchor = String::with_capacity(heading.text.len());
        for character in heading.text.chars().flat_map(char::to_lowercase) {
            match character {
                c if c.is_alphanumeric() || matches!(c, '-' | '_') => anchor.push(c),
                ' ' => anchor.push('-'),
                _ => {}
            }
        }
        let count = known
            .entry(anchor.clone())
            .and_modify(|count| *count += 1)
            .or_insert(0);
        if *count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(anchor, "-{count}");
        }
        anchors.push(anchor);
    }
    anchors
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut out, byte| {
            if byte.is_ascii() {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
            out
        })
}

/// The bytes of the target, or the whole link where it has none.
fn place_of(link: &Link) -> Span {
    link.target_span
        .filter(|span| span.start < span.end)
        .unwrap_or(link.span)
}

/// An address with a scheme or a host.
fn is_address(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    target.starts_with("//")
        || (scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))
}

/// `XX-12`: letters, a dash, digits. `[[…]]` around other words is a way to write, not a link.
fn looks_like_a_code(target: &str) -> bool {
    target.split_once('-').is_some_and(|(kind, rest)| {
        !kind.is_empty()
            && kind.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && rest.starts_with(|c: char| c.is_ascii_digit())
    })
}
