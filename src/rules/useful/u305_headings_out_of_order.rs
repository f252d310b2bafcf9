//! A document has one title, and its headings nest without a gap.
//!
//! ## Why
//!
//! The third of the 3 U, *usable*: headings are the map of a document, for the table of contents, for
//! screen readers and for links. One heading of level 1 is the title; below it, no level is skipped. Stands
//! for ISO 9001 §7.5.2 (identification, format).
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
//! ## Déroulement
//!
//! #### Le premier jour
//!
//! Le référent présente le service, ses lieux et ses outils.
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
//! ## Déroulement
//!
//! ### Le premier jour
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! `regles: {U305: info}` in `qms.yaml` weighs it less, `off` silences it.

use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U305",
    severity: Severity::Warning,
    message: Text {
        en: "in `{code}` the heading `{heading}` is of level {level} after a heading of level {before}",
        fr: "dans `{code}`, le titre `{heading}` est de niveau {level} après un titre de niveau {before}",
    },
    help: Text {
        en: "give it one `#` more than the heading that it belongs under: `qms edit {code}`",
        fr: "lui donner un `#` de plus que le titre dont il dépend\u{a0}: `qms edit {code}`",
    },
    pages: [
        include_str!("u305_headings_out_of_order.rs"),
        include_str!("u305_headings_out_of_order.fr.md"),
    ],
    check: Check::Tree(check),
};

const NO_TITLE: Text = Text {
    en: "`{code}` has no title: its first heading, `{heading}`, is of level {level}",
    fr: "`{code}` n'a pas de titre\u{a0}: son premier intertitre, `{heading}`, est de niveau {level}",
};
const NO_TITLE_HELP: Text = Text {
    en: "begin the body with `# {title}`",
    fr: "commencer le corps par `# {title}`",
};
const SECOND_TITLE: Text = Text {
    en: "`{code}` has a second title, `{heading}`",
    fr: "`{code}` a un second titre, `{heading}`",
};
const SECOND_TITLE_HELP: Text = Text {
    en: "write it as a section: `## {heading}`",
    fr: "en faire une section\u{a0}: `## {heading}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for Version { file, document, .. } in corpus.documents() {
        let headings = file
            .parsed
            .as_ref()
            .map_or(&[][..], |parsed| &parsed.outline().headings);
        let titled = headings.iter().any(|heading| heading.level == 1);
        let mut before = 0;
        let mut title = false;
        for (index, heading) in headings.iter().enumerate() {
            let (level, previous) = (heading.level, std::mem::replace(&mut before, heading.level));
            let again = level == 1 && std::mem::replace(&mut title, true);
            let (words, help) = match (again, titled || index > 0) {
                (true, _) => (SECOND_TITLE, SECOND_TITLE_HELP),
                (false, false) => (NO_TITLE, NO_TITLE_HELP),
                (false, true) if level > previous + 1 && index > 0 => (RULE.message, RULE.help),
                (false, true) => continue,
            };
            let finding = found
                .at(file.at(heading.span))
                .code(&document.code)
                .with("heading", &*heading.text)
                .with("title", &document.title.value);
            finding
                .with("level", usize::from(level))
                .with("before", usize::from(previous))
                .saying(words)
                .helped_by(help);
        }
    }
}
