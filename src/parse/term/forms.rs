//! The forms that a cell may take, with what each means: for the manual. A test reads every example
//! and every sentence of the grammar.

use crate::text::Text;

/// A cell of the row of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// `classement.duree`
    Filing,
    /// `archivage.duree`
    Archiving,
    /// `destruction`
    Destruction,
}

/// One accepted form.
#[derive(Debug)]
pub struct Form {
    /// Where it may stand.
    pub cells: &'static [Cell],
    /// As people write it, one example or several.
    pub examples: &'static [&'static str],
    /// What it means.
    pub meaning: Text,
}

const DURATIONS: &[Cell] = &[Cell::Filing, Cell::Archiving];
const FATE: &[Cell] = &[Cell::Destruction];
const ALL: &[Cell] = &[Cell::Filing, Cell::Archiving, Cell::Destruction];

/// Every form; those of durations first.
pub static FORMS: [Form; 17] = [
    Form {
        cells: DURATIONS,
        examples: &["3 ans", "1 année", "6 mois", "2 semaines", "15 jours"],
        meaning: Text {
            en: "that long, from the date of a record or the closing of a ticket; months and years end on the same day, or on the last one of a shorter month",
            fr: "cette durée, à compter de la date d'un enregistrement ou de la clôture d'une fiche\u{a0}; mois et années finissent le même quantième, ou le dernier jour d'un mois plus court",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["année en cours"],
        meaning: Text {
            en: "to 31 December of that year",
            fr: "jusqu'au 31 décembre de cette année-là",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["année en cours + 3 ans"],
        meaning: Text {
            en: "to 31 December, so many years later",
            fr: "jusqu'au 31 décembre, tant d'années plus tard",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["12 comptes rendus", "3 rapports"],
        meaning: Text {
            en: "until so many strictly newer ones stand in the series; those of one day stay together",
            fr: "jusqu'à ce que la série en compte autant de strictement plus récents\u{a0}; ceux d'un même jour restent ensemble",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["fin de traitement des mesures décidées suite au rapport"],
        meaning: Text {
            en: "until that happened: a phrase of `evenements` in qms.yaml",
            fr: "jusqu'à ce que cela arrive\u{a0}: une phrase d'`evenements` dans qms.yaml",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["fin de traitement des mesures décidées suite au rapport + 1 an"],
        meaning: Text {
            en: "so long after it happened",
            fr: "tant de temps après que cela est arrivé",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &[
            "2 ans depuis la date",
            "3 ans depuis la réception",
            "1 an à compter de la clôture",
            "1 an à compter de l'application",
            "6 mois après la fin des mesures",
            "année en cours + 3 ans depuis la réception",
        ],
        meaning: Text {
            en: "counted from a day that has a name, rather than from the usual one",
            fr: "compté d'un jour qui a un nom, plutôt que du jour habituel",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["12 comptes rendus et 3 ans"],
        meaning: Text {
            en: "all of them: the last to come",
            fr: "tous\u{a0}: le dernier échu",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["12 comptes rendus ou 3 ans"],
        meaning: Text {
            en: "whichever comes first",
            fr: "le premier échu",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["(12 comptes rendus ou 3 ans) et 1 an"],
        meaning: Text {
            en: "parentheses first; without them `et` binds more closely than `ou`",
            fr: "les parenthèses d'abord\u{a0}; sans elles `et` lie plus étroitement que `ou`",
        },
    },
    Form {
        cells: DURATIONS,
        examples: &["pas d'archivage", "néant"],
        meaning: Text {
            en: "there is no such phase; in the archive cell `-` and nothing say the same",
            fr: "il n'y a pas de telle phase\u{a0}; dans la cellule d'archivage, `-` et rien disent la même chose",
        },
    },
    Form {
        cells: ALL,
        examples: &[
            "information contrôle de gestion",
            "procédure de destruction CNAMTS",
            "voir la direction",
        ],
        meaning: Text {
            en: "decided elsewhere: never computed; it leaves with a decision (`--decision`)",
            fr: "décidé ailleurs\u{a0}: jamais calculé\u{a0}; la sortie demande une décision (`--decision`)",
        },
    },
    Form {
        cells: FATE,
        examples: &["sans conditions"],
        meaning: Text {
            en: "may be destroyed once its time is over",
            fr: "peut être détruit une fois son temps écoulé",
        },
    },
    Form {
        cells: FATE,
        examples: &["dès parution de la nouvelle version"],
        meaning: Text {
            en: "may and must leave on the day on which the next version takes effect",
            fr: "peut et doit sortir le jour où la version suivante entre en vigueur",
        },
    },
    Form {
        cells: FATE,
        examples: &["conservation définitive", "conservation permanente"],
        meaning: Text {
            en: "never destroyed",
            fr: "jamais détruit",
        },
    },
    Form {
        cells: FATE,
        examples: &[
            "A.H. à remettre à la Direction qualité",
            "versement aux archives",
        ],
        meaning: Text {
            en: "to be handed over; leaves with a transfer receipt (`--transfer`)",
            fr: "à verser\u{a0}; la sortie demande un récépissé de versement (`--transfer`)",
        },
    },
    Form {
        cells: FATE,
        examples: &["visa des archives"],
        meaning: Text {
            en: "leaves with the archives' visa (`--visa`); `visa: requis` asks for it beside any other fate",
            fr: "la sortie demande le visa des archives (`--visa`)\u{a0}; `visa: requis` le demande en plus de toute autre condition",
        },
    },
];

/// The grammar in EBNF: words between quotes are typed, in any case, accents optional.
pub const GRAMMAR: Text = Text {
    en: r#"duration    = none | elsewhere | expression ;
destruction = "sans conditions" | "dès parution de la nouvelle version"
            | "conservation définitive" | "conservation permanente"
            | ( "A.H." | "versement" | "visa" ) , text | elsewhere ;
none        = "pas d'archivage" | "néant" ;
elsewhere   = ( "information" | "procédure de destruction" | "voir" ) , text ;
expression  = all , { "ou" , all } ;
all         = term , { "et" , term } ;
term        = event | year | length | window | "(" , expression , ")" ;
event       = phrase , [ "+" , number , unit ] ;
year        = "année en cours" , [ "+" , number , years ] , [ since ] ;
length      = number , unit , [ since ] ;
window      = number , label ;
since       = ( "depuis" | "après" | "à compter de" | "à compter du" ) , day ;
day         = [ "le" | "la" | "les" | "l'" ] , name ;
name        = "date" | "réception" | "clôture" | "fin des mesures" | "application" | phrase ;
unit        = "jour" | "jours" | "semaine" | "semaines" | "mois" | years ;
years       = "an" | "ans" | "année" | "années" ;"#,
    fr: r#"durée       = aucune | ailleurs | expression ;
destruction = "sans conditions" | "dès parution de la nouvelle version"
            | "conservation définitive" | "conservation permanente"
            | ( "A.H." | "versement" | "visa" ) , texte | ailleurs ;
aucune      = "pas d'archivage" | "néant" ;
ailleurs    = ( "information" | "procédure de destruction" | "voir" ) , texte ;
expression  = ensemble , { "ou" , ensemble } ;
ensemble    = terme , { "et" , terme } ;
terme       = évènement | année | longueur | fenêtre | "(" , expression , ")" ;
évènement   = phrase , [ "+" , nombre , unité ] ;
année       = "année en cours" , [ "+" , nombre , années ] , [ origine ] ;
longueur    = nombre , unité , [ origine ] ;
fenêtre     = nombre , libellé ;
origine     = ( "depuis" | "après" | "à compter de" | "à compter du" ) , jour ;
jour        = [ "le" | "la" | "les" | "l'" ] , nom ;
nom         = "date" | "réception" | "clôture" | "fin des mesures" | "application" | phrase ;
unité       = "jour" | "jours" | "semaine" | "semaines" | "mois" | années ;
années      = "an" | "ans" | "année" | "années" ;"#,
};

#[cfg(test)]
mod tests {
    use super::super::{Vocabulary, archiving, fate, filing};
    use super::*;
    use crate::diagnostic::Span;
    use crate::model::names::Located;
    use crate::model::retention::{Fate, Phase, Term};
    use crate::parse::policy::default_policy;
    use crate::text::Lang;
    use std::collections::{BTreeMap, BTreeSet};

    fn located(text: &str) -> Located<String> {
        Located::new(text.to_owned(), Span::new(0, text.len()))
    }

    fn accepted(cell: Cell, text: &str) -> bool {
        let vocabulary = Vocabulary::of(&default_policy());
        match cell {
            Cell::Filing => filing(&located(text), &vocabulary).is_ok(),
            Cell::Archiving => archiving(&located(text), &vocabulary).is_ok(),
            Cell::Destruction => fate(&located(text)).is_ok(),
        }
    }

    #[test]
    fn every_example_is_understood_where_it_is_said_to_stand_and_nowhere_else() {
        for form in &FORMS {
            for example in form.examples {
                for cell in [Cell::Filing, Cell::Archiving, Cell::Destruction] {
                    let expected = form.cells.contains(&cell);
                    assert_eq!(accepted(cell, example), expected, "{example} in {cell:?}");
                }
            }
        }
    }

    /// What a phase is, by the name of its kind; a new kind must be named here.
    fn kind(phase: &Phase) -> &'static str {
        match phase {
            Phase::Empty => "empty",
            Phase::Elsewhere(_) => "elsewhere",
            Phase::Until(Term::First(_)) => "first",
            Phase::Until(Term::Last(_)) => "last",
            Phase::Until(Term::YearEnd { years: 0, .. }) => "this year",
            Phase::Until(Term::YearEnd { since: None, .. }) => "year",
            Phase::Until(Term::YearEnd { .. }) => "year since",
            Phase::Until(Term::Length { since: None, .. }) => "length",
            Phase::Until(Term::Length { .. }) => "length since",
            Phase::Until(Term::Window { .. }) => "window",
            Phase::Until(Term::Event { more: None, .. }) => "event",
            Phase::Until(Term::Event { .. }) => "event and more",
        }
    }

    #[test]
    fn every_kind_of_term_and_of_fate_has_its_form() {
        let vocabulary = Vocabulary::of(&default_policy());
        let examples = || FORMS.iter().flat_map(|form| form.examples);
        let kinds: BTreeSet<&str> = examples()
            .filter_map(|text| filing(&located(text), &vocabulary).ok())
            .map(|phase| kind(&phase))
            .collect();
        assert_eq!(kinds.len(), 12, "{kinds:?}");
        let fates: BTreeSet<&str> = examples()
            .filter_map(|text| fate(&located(text)).ok())
            .map(|fate| match fate {
                Fate::Free => "free",
                Fate::OnPublication => "publication",
                Fate::Permanent => "permanent",
                Fate::Transfer(_) => "transfer",
                Fate::Visa(_) => "visa",
                Fate::Elsewhere(_) => "elsewhere",
            })
            .collect();
        assert_eq!(fates.len(), 6, "{fates:?}");
    }

    /// Sentences of the grammar, each choice made by the digits of a number.
    struct Speaker<'g> {
        rules: BTreeMap<&'g str, Vec<&'g str>>,
        state: u64,
        depth: usize,
    }

    impl<'g> Speaker<'g> {
        fn of(grammar: &'g str) -> Speaker<'g> {
            let rules = grammar.split(" ;").filter_map(|rule| {
                let (name, body) = rule.split_once('=')?;
                Some((name.trim(), tokens(body)))
            });
            Speaker {
                rules: rules.collect(),
                state: 1,
                depth: 0,
            }
        }

        fn draw(&mut self, among: usize) -> usize {
            self.state = self
                .state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(self.state >> 33).expect("31 bits") % among
        }

        fn say(&mut self, name: &str, out: &mut Vec<String>) {
            let word = match name {
                "number" | "nombre" => "12",
                "label" | "libellé" => "comptes rendus",
                "phrase" => "fin de traitement des mesures décidées suite au rapport",
                "text" | "texte" => "à remettre aux archives",
                _ => "",
            };
            if !word.is_empty() {
                out.push(word.to_owned());
                return;
            }
            let body = self
                .rules
                .get(name)
                .unwrap_or_else(|| panic!("no rule {name}"))
                .clone();
            self.depth += 1;
            self.choose(&body, out);
            self.depth -= 1;
        }

        /// One of the alternatives of a body.
        fn choose(&mut self, body: &[&'g str], out: &mut Vec<String>) {
            let alternatives = split(body, "|");
            // Past some depth the first alternative: the grammar puts what ends first.
            let chosen = match self.depth > 8 {
                true => 0,
                false => self.draw(alternatives.len()),
            };
            for part in split(alternatives[chosen], ",") {
                match part {
                    ["(", inner @ .., ")"] => self.choose(inner, out),
                    ["[" | "{", inner @ .., "]" | "}"] if self.draw(2) == 0 => {
                        self.choose(inner, out)
                    }
                    ["[" | "{", ..] => {}
                    [word] if word.starts_with('"') => out.push(word.trim_matches('"').to_owned()),
                    [name] => self.say(name, out),
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    fn tokens(body: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut rest = body.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '"' => rest[1..].find('"').expect("a quote that closes") + 2,
                _ => rest.find(char::is_whitespace).unwrap_or(rest.len()),
            };
            found.push(&rest[..length]);
            rest = rest[length..].trim_start();
        }
        found
    }

    /// The parts between a sign that stands in no bracket.
    fn split<'b, 'g>(body: &'b [&'g str], sign: &str) -> Vec<&'b [&'g str]> {
        let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
        for (index, token) in body.iter().enumerate() {
            match *token {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                other if other == sign && depth == 0 => {
                    parts.push(&body[start..index]);
                    start = index + 1;
                }
                _ => {}
            }
        }
        parts.push(&body[start..]);
        parts
    }

    #[test]
    fn every_sentence_of_the_grammar_is_understood() {
        for (lang, duration) in [(Lang::En, "duration"), (Lang::Fr, "durée")] {
            let mut speaker = Speaker::of(GRAMMAR.get(lang));
            for _ in 0..600 {
                for (rule, cell) in [(duration, Cell::Filing), ("destruction", Cell::Destruction)] {
                    let mut words = Vec::new();
                    speaker.say(rule, &mut words);
                    let sentence = words.join(" ");
                    assert!(accepted(cell, &sentence), "{sentence}");
                }
            }
        }
    }

    #[test]
    fn both_grammars_are_one() {
        let typed = |lang| -> Vec<&str> {
            let parts = GRAMMAR.get(lang).split('"');
            parts.skip(1).step_by(2).collect()
        };
        assert_eq!(typed(Lang::En), typed(Lang::Fr));
    }
}
