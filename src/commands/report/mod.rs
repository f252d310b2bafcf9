//! `qms report`: tables made from what the repository holds, for people and for programs.
//!
//! A report is one file of content in `report::tables`, one door here, and one line below. On the
//! screen and in files titles are in the reader's language (`--lang`); what `--publish` writes is in
//! that of the organisation (`langue` of qms.yaml).

mod acks;
mod activity;
mod deliver;
mod disposals;
mod documents;
mod form;
mod indicators;
mod matrix;
mod process;
mod publish;
mod records;
mod review_pack;
mod reviews;
mod smac;
mod watch;

use super::{Answer, Context, Failure, french::French};

const EXCEL: &str =
    "Un CSV pour Excel en français\u{a0}: points-virgules, marque d'ordre des octets";
const PUBLISH: &str = "En faire un document GD, en projet à approuver";
const PROCESS: &str = "Le processus du document à publier\u{a0}; par défaut le seul du dépôt";

/// Makes the list of reports: the enum that clap derives from, the dispatch, and the French, each under the
/// name of the report. What a report takes beside the options of all follows its French.
macro_rules! reports {
    ($($name:literal => $variant:ident($module:ident::$args:ident): $french:literal $([$own:literal: $words:literal])*),+ $(,)?) => {
        #[derive(Debug, clap::Subcommand)]
        enum Command {
            $($variant($module::$args),)+
        }

        /// The French of its help.
        pub const FRENCH: &French = &[
            ("", "Établir un tableau à partir du référentiel"),
            $(
                ($name, $french),
                (concat!($name, ".excel"), EXCEL),
                (concat!($name, ".publish"), PUBLISH),
                (concat!($name, ".process"), PROCESS),
                $((concat!($name, ".", $own), $words),)*
            )+
        ];

        /// Runs it.
        pub fn run(args: &ReportArgs, ctx: &Context) -> Result<Answer, Failure> {
            match &args.command {
                $(Command::$variant(args) => $module::run(args, ctx),)+
            }
        }
    };
}

reports! {
    "records" => Records(records::Records): "Le tableau de maîtrise des enregistrements",
    "documents" => Documents(documents::Documents): "Le tableau des modalités de gestion des documents",
    "watch" => Watch(watch::Watch): "Le tableau de la veille réglementaire",
    "smac" => Smac(smac::Smac): "Les fiches, avec leurs réponses et leurs actions",
    "matrix" => Matrix(matrix::Matrix): "Les documents en vigueur par processus, type et rôle",
    "reviews" => Reviews(reviews::Reviews): "Les revues périodiques, celles en retard d'abord",
    "process" => Process(process::Process): "La fiche d'un processus"
        ["code": "Le processus"],
    "indicators" => Indicators(indicators::Indicators): "Les indicateurs et les compteurs, avec leur évolution",
    "acks" => Acks(acks::Acks): "Qui a lu quelle version en vigueur, et qui ne l'a pas lue",
    "activity" => Activity(activity::Activity): "Les chiffres d'une année"
        ["year": "L'année\u{a0}; par défaut celle en cours"]
        ["within": "Compter dans le délai ce qui a été traité en tant de jours calendaires, plutôt que selon le délai de sa nature"]
        ["since": "Mettre à côté de chaque chiffre celui que le rapport donnait à un commit, une étiquette ou une branche"],
    "review-pack" => ReviewPack(review_pack::ReviewPack): "Les éléments d'entrée d'une revue de direction"
        ["since": "Le premier jour de la période\u{a0}; par défaut, il y a un an"],
    "disposals" => Disposals(disposals::Disposals): "Ce qui a été détruit\u{a0}; avec --due, le bordereau de ce qui peut l'être"
        ["due": "Le bordereau d'élimination\u{a0}: ce qui a passé son dernier jour"]
        ["transfer": "Le bordereau de versement\u{a0}: ce qui est à remettre aux archives"],
}

/// Make a table from what the repository holds
#[derive(Debug, clap::Args)]
#[command(alias = "rapport", arg_required_else_help = true)]
pub struct ReportArgs {
    #[command(subcommand)]
    command: Command,
}
