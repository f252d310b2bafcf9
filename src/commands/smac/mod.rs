//! `qms smac`: nonconformities, proposals and complaints, from their first day to their closing.

mod act;
mod analyse;
mod answer;
mod close;
mod desk;
mod done;
mod edit;
mod judge;
mod list;
mod open;
mod reopen;
mod requalify;
mod requirement;
mod show;

use super::{Answer, Context, Failure, french::French};

/// Nonconformities, proposals and complaints: open, analyse, act, answer, close
#[derive(Debug, clap::Args)]
#[command(alias = "fiche", arg_required_else_help = true)]
pub struct SmacArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Open(open::Open),
    Answer(answer::AnswerArgs),
    Analyse(analyse::Analyse),
    Act(act::Act),
    Done(done::Done),
    Judge(judge::Judge),
    Edit(edit::Edit),
    Requalify(requalify::Requalify),
    Close(close::Close),
    Reopen(reopen::Reopen),
    List(list::List),
    Show(show::Show),
}

const COMMIT: &str = "Faire aussitôt le commit du fichier";
const TICKET: &str = "La fiche";
const DAY: &str = "Le jour du fait\u{a0}; aujourd'hui par défaut";
const BY: &str = "Qui l'a fait\u{a0}; vous par défaut";
const DRY: &str = "Dire ce qui serait fait, et si c'est permis";
const YES: &str = "Ne pas poser de question";

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Non-conformités, propositions et réclamations\u{a0}: ouvrir, analyser, agir, répondre, clore",
    ),
    ("open", "Ouvrir une fiche"),
    (
        "open.kind",
        "NC non-conformité, PA proposition d'amélioration, RE réclamation externe, RI réclamation interne",
    ),
    (
        "open.title",
        "Le fait en quelques mots, sans rien qui désigne quelqu'un",
    ),
    (
        "open.received",
        "Le jour de la réception\u{a0}; aujourd'hui par défaut",
    ),
    (
        "open.channel",
        "Par où elle est arrivée\u{a0}: telephone, de-visu, courrier, courriel, site, medialog, interne",
    ),
    (
        "open.process",
        "Le processus\u{a0}; par défaut le seul du dépôt",
    ),
    ("open.reporter", "Un rôle ou une unité, jamais un client"),
    ("open.severity", "mineure, majeure ou critique"),
    (
        "open.requirement",
        "Le document dont on s'est écarté, ou l'exigence client de la fiche du processus",
    ),
    ("open.document", "Les documents concernés"),
    (
        "open.reserve",
        "Prendre d'abord le numéro sur le dépôt distant, pour qu'aucun autre site ne le tire",
    ),
    ("open.commit", COMMIT),
    (
        "answer",
        "Porter la réponse donnée\u{a0}; la première demeure",
    ),
    ("answer.code", TICKET),
    ("answer.date", DAY),
    (
        "answer.channel",
        "Par quel canal\u{a0}: telephone, de-visu, courrier, courriel, site, medialog, interne",
    ),
    ("answer.by", BY),
    ("answer.commit", COMMIT),
    ("analyse", "Porter l'analyse et les causes trouvées"),
    ("analyse.code", TICKET),
    ("analyse.causes", "Une cause trouvée\u{a0}; peut se répéter"),
    ("analyse.method", "La méthode\u{a0}: 5 pourquoi, Ishikawa"),
    (
        "analyse.no_action",
        "Pourquoi aucune action n'est nécessaire",
    ),
    ("analyse.by", BY),
    ("analyse.date", DAY),
    ("analyse.commit", COMMIT),
    ("act", "Décider une action"),
    ("act.code", TICKET),
    ("act.title", "Ce qui est à faire"),
    ("act.owner", "L'acteur qui la mène"),
    ("act.due", "Pour quand"),
    (
        "act.nature",
        "correction (du défaut), corrective (de sa cause), preventive (d'une cause possible)",
    ),
    ("act.commit", COMMIT),
    ("done", "Porter la réalisation d'une action"),
    ("done.code", TICKET),
    (
        "done.action",
        "L'action, A1\u{a0}; par défaut la seule en cours",
    ),
    ("done.evidence", "Ce qui le montre"),
    ("done.date", DAY),
    ("done.commit", COMMIT),
    ("judge", "Juger l'efficacité d'une action réalisée"),
    ("judge.code", TICKET),
    ("judge.action", "L'action, A1\u{a0}; par défaut la seule"),
    (
        "judge.effective",
        "oui, ou non\u{a0}: l'action est rouverte",
    ),
    ("judge.by", BY),
    ("judge.date", DAY),
    ("judge.commit", COMMIT),
    (
        "edit",
        "Ouvrir une fiche dans votre éditeur, puis la contrôler",
    ),
    ("edit.code", TICKET),
    (
        "requalify",
        "Reprendre une fiche sous une autre nature\u{a0}: une nouvelle s'ouvre, l'ancienne dit pourquoi elle s'arrête",
    ),
    ("requalify.code", TICKET),
    (
        "requalify.kind",
        "Sa nature véritable\u{a0}: NC, PA, RE, RI",
    ),
    ("requalify.reason", "Pourquoi"),
    (
        "requalify.commit",
        "Faire aussitôt le commit des deux fichiers",
    ),
    ("close", "Clore des fiches\u{a0}: elles ne changent plus"),
    ("close.codes", "Les fiches"),
    ("close.dry_run", DRY),
    ("close.yes", YES),
    (
        "reopen",
        "Rouvrir une fiche close\u{a0}; la date de la première réponse demeure",
    ),
    ("reopen.codes", "Les fiches"),
    ("reopen.reason", "Pourquoi"),
    ("reopen.dry_run", DRY),
    ("reopen.yes", YES),
    ("list", "Lister les fiches, leur réponse et leurs actions"),
    (
        "list.late",
        "Seulement celles dont la réponse ou une action est en retard",
    ),
    (
        "list.status",
        "Seulement celles de ce statut\u{a0}: ouverte, analysée, répondue, actions-en-cours, close",
    ),
    (
        "list.kind",
        "Seulement celles de cette nature\u{a0}: NC, PA, RE, RI",
    ),
    ("list.process", "Seulement celles de ce processus"),
    (
        "show",
        "Montrer une fiche, son échéance, ses actions, où elle est citée",
    ),
    ("show.code", TICKET),
];

/// Runs it.
pub fn run(args: &SmacArgs, ctx: &Context) -> Result<Answer, Failure> {
    match &args.command {
        Command::Open(args) => open::run(args, ctx),
        Command::Answer(args) => answer::run(args, ctx),
        Command::Analyse(args) => analyse::run(args, ctx),
        Command::Act(args) => act::run(args, ctx),
        Command::Done(args) => done::run(args, ctx),
        Command::Judge(args) => judge::run(args, ctx),
        Command::Edit(args) => edit::run(args, ctx),
        Command::Requalify(args) => requalify::run(args, ctx),
        Command::Close(args) => close::run(args, ctx),
        Command::Reopen(args) => reopen::run(args, ctx),
        Command::List(args) => list::run(args, ctx),
        Command::Show(args) => show::run(args, ctx),
    }
}
