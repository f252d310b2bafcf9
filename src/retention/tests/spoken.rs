//! Cells of the second implementation as people write them: the phrases of 40-retention, with the
//! liberties that it grants.

use super::world::{Cell, Fate, Name, Term, Unit};
use crate::model::names::unaccented;

/// Choices of wording, one after the other, from a number.
pub struct Wording(pub u64);

impl Wording {
    fn choose<'w>(&mut self, of: &[&'w str]) -> &'w str {
        let (count, chosen) = (of.len() as u64, self.0);
        self.0 = chosen.rotate_right(7) ^ (chosen / count);
        of[usize::try_from(chosen % count).expect("a small number")]
    }

    /// A filing cell.
    pub fn filing(&mut self, cell: &Cell) -> String {
        self.cell(cell, &["pas d'archivage", "néant"])
    }

    /// An archive cell.
    pub fn archiving(&mut self, cell: &Cell) -> String {
        self.cell(cell, &["pas d'archivage", "néant", "-", ""])
    }

    fn cell(&mut self, cell: &Cell, none: &[&str]) -> String {
        let text = match cell {
            Cell::None => self.choose(none).to_owned(),
            Cell::Referral => self.referral(),
            Cell::Until(term) => self.term(term, false),
        };
        self.liberties(text)
    }

    /// A destruction cell; after an archive referral it may be left out.
    pub fn fate(&mut self, fate: Fate, after_referral: bool) -> String {
        let text = match fate {
            Fate::Free => "sans conditions".to_owned(),
            Fate::Permanent => self
                .choose(&["conservation définitive", "conservation permanente"])
                .to_owned(),
            Fate::Transfer => self
                .choose(&[
                    "A.H. à remettre à la Direction qualité",
                    "versement aux archives",
                ])
                .to_owned(),
            Fate::Visa => "visa des archives".to_owned(),
            Fate::Referral if after_referral => "-".to_owned(),
            Fate::Referral => self.referral(),
        };
        self.liberties(text)
    }

    fn referral(&mut self) -> String {
        self.choose(&[
            "information contrôle de gestion",
            "Procédure de destruction CNAMTS",
            "voir la direction",
        ])
        .to_owned()
    }

    fn term(&mut self, term: &Term, inside: bool) -> String {
        match term {
            Term::Any(terms) => {
                let terms: Vec<String> = terms.iter().map(|term| self.term(term, false)).collect();
                let whole = terms.join(" ou ");
                if inside { format!("({whole})") } else { whole }
            }
            Term::All(terms) => {
                let terms: Vec<String> = terms.iter().map(|term| self.term(term, true)).collect();
                terms.join(" et ")
            }
            Term::Year(0, since) => format!("année en cours{}", self.since(*since)),
            Term::Year(years, since) => {
                let unit = self.unit(Unit::Year);
                let since = self.since(*since);
                let plus = self.choose(&[" + ", "+", " +"]);
                format!("année en cours{plus}{years} {unit}{since}")
            }
            Term::Length(count, unit, since) => {
                let unit = self.unit(*unit);
                format!("{count} {unit}{}", self.since(*since))
            }
            Term::Window(count) => {
                format!("{count} {}", self.choose(&["comptes rendus", "rapports"]))
            }
            Term::Event(name, None) => phrase(*name).to_owned(),
            Term::Event(name, Some((count, unit))) => {
                format!("{} + {count} {}", phrase(*name), self.unit(*unit))
            }
        }
    }

    fn unit(&mut self, unit: Unit) -> &'static str {
        self.choose(match unit {
            Unit::Day => &["jour", "jours"],
            Unit::Week => &["semaine", "semaines"],
            Unit::Month => &["mois"],
            Unit::Year => &["an", "ans", "année", "années"],
        })
    }

    fn since(&mut self, name: Option<Name>) -> String {
        let Some(name) = name else {
            return String::new();
        };
        let opening = self.choose(&["depuis", "à compter de", "après"]);
        let (article, noun) = match name {
            Name::Date => ("la ", "date"),
            Name::Reception => ("la ", "réception"),
            Name::Closing => ("la ", "clôture"),
            Name::Measures => ("la ", "fin des mesures"),
            Name::Effective => ("l'", "application"),
            Name::Lease | Name::Loan => ("la ", phrase(name)),
        };
        let article = self.choose(&["", article]);
        format!(" {opening} {article}{noun}")
    }

    /// Case, accents, apostrophes, blanks and a final full stop do not matter.
    fn liberties(&mut self, text: String) -> String {
        match self.choose(&["", "", "capitals", "bare", "curly", "wide", "stop"]) {
            "capitals" => text.to_uppercase(),
            "bare" => unaccented(&text),
            "curly" => text.replace('\'', "’"),
            "wide" => text.replace(' ', " \u{a0}"),
            "stop" if text.len() > 1 => format!(" {text}. "),
            _ => text,
        }
    }
}

/// The phrase of an event, as the policy of the test has it.
fn phrase(name: Name) -> &'static str {
    match name {
        Name::Loan => "fin du bail ou du prêt",
        Name::Lease => "fin du bail",
        _ => "fin de traitement des mesures décidées suite au rapport",
    }
}
