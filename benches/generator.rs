//! A deterministic document system of any size: the same number gives the same bytes.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench writes the corpus that it measures"
)]
#![allow(dead_code, reason = "each bench writes its own part")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A small generator of numbers, so that no crate decides what the corpus is.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

const WORDS: [&str; 64] = [
    "assuré",
    "demande",
    "dossier",
    "service",
    "social",
    "accueil",
    "entretien",
    "évaluation",
    "procédure",
    "agent",
    "pilote",
    "délai",
    "réponse",
    "courrier",
    "réclamation",
    "écart",
    "analyse",
    "cause",
    "action",
    "correction",
    "efficacité",
    "preuve",
    "enregistrement",
    "classement",
    "archivage",
    "destruction",
    "support",
    "formulaire",
    "indicateur",
    "tableau",
    "processus",
    "étape",
    "besoin",
    "situation",
    "partenaire",
    "orientation",
    "intervention",
    "collective",
    "individuelle",
    "accompagnement",
    "suivi",
    "bilan",
    "information",
    "conseil",
    "droit",
    "santé",
    "autonomie",
    "emploi",
    "ressource",
    "unité",
    "département",
    "région",
    "direction",
    "qualité",
    "revue",
    "contrôle",
    "risque",
    "mesure",
    "diffusion",
    "version",
    "approbation",
    "validation",
    "application",
    "retrait",
];

/// Two public keys whose private parts nobody holds.
const KEYS: [&str; 2] = [
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIRxwNqnx5GX/p0TyeJEK6DPm6vNCuYrL0Q5oLRBWVIa",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIgqYub4GaiSgyYzfQ1TjNuN6UbqMcSWRCjPOn27JvSw",
];

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of a benchmark");
    fs::write(path, text).expect("a file of a benchmark");
}

/// Writes `count` records of two series, closed or not, over twenty-five years, and as many
/// complaints, most of them answered and closed.
pub fn kept(root: &Path, count: usize) {
    for (slug, label, term) in [
        ("autodiagnostic", "Autodiagnostic", "3 ans"),
        ("rapports-d-audit", "Rapports d'audit", "12 rapports"),
        (
            "fiche-reclamation-externe",
            "Fiche réclamation externe",
            "année en cours + 3 ans",
        ),
    ] {
        write(
            root,
            &format!("registres/enregistrements/{slug}.md"),
            &format!(
                "---\nlibelle: {label}\nsection: A\nordre: 1\nidentification: Titre, date\nsupport:\n  nature: informatique\nobservations: \"-\"\nclassement:\n  responsable: Pilote\n  duree: {term}\n  lieu: GDH\naccessibilite: Tout agent\narchivage:\n  duree: 1 an\n  lieu: GDH\ndestruction: sans conditions\n---\n"
            ),
        );
    }
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    for index in 0..count {
        let (year, number) = (2001 + index % 25, index / 25 + 1);
        let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
        let (kind, series) = match index % 5 {
            0 => ("RA", "rapports-d-audit"),
            _ => ("AD", "autodiagnostic"),
        };
        let code = format!("{kind}-{year}-{number:03}");
        let closed = match numbers.below(4) {
            0 => String::new(),
            _ => format!("clos-le: {}-01-15\n", year + 1),
        };
        let sentence: Vec<&str> = (0..40).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
        write(
            root,
            &format!("enregistrements/{kind}/{code}.md"),
            &format!(
                "---\ncode: {code}\ntitre: Pièce {number} de {year}\ndate: {year}-{month:02}-{day:02}\nserie: {series}\nprocessus: PAPED\nresponsable: pilote\nsupport: informatique\nlieu: GDH\n{closed}---\n# Pièce\n\n{}.\n",
                sentence.join(" ")
            ),
        );
        let code = format!("RE-{year}-{number:04}");
        let answered = match numbers.below(10) {
            0 => String::new(),
            late => format!(
                "reponse: {{date: {year}-{month:02}-{:02}, acteur: pilote, canal: courrier}}\nanalyse: {{date: {}-02-10, acteur: pilote, causes: [délai non suivi]}}\nsans-action: Erreur isolée, le délai est rappelé à chaque réunion\nclos-le: {}-02-20\n",
                (day + if late == 1 { 20 } else { 9 }).min(28),
                year + 1,
                year + 1
            ),
        };
        write(
            root,
            &format!("smac/{year}/{code}.md"),
            &format!(
                "---\ncode: {code}\ntitre: Délai de réponse dépassé pour la demande {number}\nrecu: {year}-{month:02}-{day:02}\ncanal: courrier\nprocessus: PAPED\n{answered}---\n# Réclamation\n\n{}.\n",
                sentence.join(" ")
            ),
        );
    }
}

/// Writes `count` documents of about 4 KB, in force, that cite one another, with their register.
pub fn generate(root: &Path, count: usize) {
    let write = |path: String, text: &str| write(root, &path, text);
    write("qms.yaml".into(), "organisation: Banc d'essai\n");
    for (id, role, key) in [
        ("pilote", "pilote", ""),
        ("directrice", "directrice", ""),
        ("admin", "administrateur", KEYS[0]),
        ("admin-bis", "administrateur", KEYS[1]),
    ] {
        let keys = if key.is_empty() {
            String::new()
        } else {
            format!("cles:\n  - {{cle: \"{key}\", du: 2024-01-01}}\n")
        };
        write(
            format!("acteurs/{id}.md"),
            &format!(
                "---\nid: {id}\nnom: {id}\ncourriel: {id}@banc.example\nroles:\n  - {{role: {role}, du: 2024-01-01}}\n{keys}---\n"
            ),
        );
    }
    write(
        "processus/PAPED.md".into(),
        "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider les assurés.\n---\n",
    );
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for index in 1..=count {
        write(
            format!("documents/MO/MO-{index:05}-V01.md"),
            &document(index, count, &mut numbers),
        );
    }
}

fn document(index: usize, count: usize, numbers: &mut Numbers) -> String {
    let cited = |numbers: &mut Numbers| format!("MO-{:05}", 1 + numbers.below(count));
    let head = format!(
        "code: MO-{index:05}-V01\ntitre: Mode opératoire numéro {index}\nprocessus: PAPED\nobjet: Décrire comment la demande numéro {index} est traitée par le service.\nredacteur: admin\ndiffusion: [tout-agent]\nmots-cles: [banc, essai]\nreferences: [{}, {}]\nclassification: public\n",
        cited(numbers),
        cited(numbers)
    );
    let mut body = format!("# Mode opératoire numéro {index}\n");
    for section in [
        "Objet",
        "Domaine d'application",
        "Prérequis",
        "Mode opératoire",
        "Points de vigilance",
        "Enregistrements",
        "Historique",
    ] {
        let _ = write!(body, "\n## {section}\n\n");
        for _ in 0..2 {
            let sentence: Vec<&str> = (0..14).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
            let _ = writeln!(body, "{}.", sentence.join(" "));
        }
        let _ = writeln!(body, "Voir [la suite]({}).", cited(numbers));
        let _ = write!(
            body,
            "\n- un point\n- un autre\n\n| qui | quoi |\n|---|---|\n| agent | {} |\n",
            WORDS[numbers.below(WORDS.len())]
        );
    }
    let unsigned = format!("---\n{head}---\n{body}");
    let digest = qms::parse::digest::digest(unsigned.as_bytes()).short();
    format!(
        "---\n{head}approbations:\n  - {{acteur: pilote, role: pilote, date: 2026-10-10, empreinte: \"{digest}\"}}\nvalidations:\n  - {{acteur: directrice, role: directrice, date: 2026-10-12, empreinte: \"{digest}\"}}\napplication: 2026-10-15\n---\n{body}"
    )
}
