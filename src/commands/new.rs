//! `qms new`: a document, record, ticket or governed entity, from its template.

use super::embedded::TEMPLATE;
use super::placing::{Place, Publish, write, written};
use super::{Answer, Context, Failure, FailureKind, drafting, french::French, reserve};
use crate::acts::draft::{self, DraftRefusal, Request};
use crate::corpus::Corpus;
use crate::model::code::Code;
use crate::model::layout::EntityKind;
use crate::model::names::slug;
use crate::text::Text;
use chrono::NaiveDate;

/// Write a new document, record, ticket, process or register entry from its template
#[derive(Debug, clap::Args)]
#[command(alias = "nouveau")]
pub struct New {
    /// A type (PR, MO, CR, NC…), or processus, serie, externe, veille, indicateur
    #[arg(value_name = "TYPE")]
    kind: String,
    /// The code or slug of a process or register entry
    #[arg(value_name = "CODE")]
    name: Option<String>,
    /// The title
    #[arg(long)]
    title: Option<String>,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
    /// The process; the only one of the repository by default
    #[arg(long)]
    process: Option<String>,
    /// The number, from a counter of the organisation
    #[arg(long, value_name = "N")]
    number: Option<u32>,
    /// The day of a record, the reception of a ticket; today by default
    #[arg(long)]
    date: Option<NaiveDate>,
    /// The series of a record
    #[arg(long, value_name = "SLUG")]
    series: Option<String>,
    /// The form that a record fills in (an SE code)
    #[arg(long, value_name = "CODE")]
    form: Option<String>,
    /// Take the number on the remote first, so that no other site draws it
    #[arg(long)]
    reserve: bool,
    /// Commit the file at once
    #[arg(long)]
    commit: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    (
        "",
        "Écrire un nouveau document, enregistrement, fiche, processus ou ligne de registre, d'après son modèle",
    ),
    (
        "kind",
        "Un type (PR, MO, CR, NC…), ou processus, serie, externe, veille, indicateur",
    ),
    (
        "name",
        "Le code ou l'identifiant d'un processus ou d'une ligne de registre",
    ),
    ("title", "Le titre"),
    ("purpose", "À quoi il sert"),
    ("process", "Le processus ; par défaut le seul du dépôt"),
    (
        "number",
        "Le numéro, donné par un compteur de l'organisation",
    ),
    (
        "date",
        "Le jour d'un enregistrement, la réception d'une fiche ; aujourd'hui par défaut",
    ),
    ("series", "La série d'un enregistrement"),
    (
        "form",
        "Le formulaire qu'un enregistrement remplit (un code SE)",
    ),
    (
        "reserve",
        "Prendre d'abord le numéro sur le dépôt distant, pour qu'aucun autre site ne le tire",
    ),
    ("commit", "Faire aussitôt le commit du fichier"),
];

/// What is said of a draft whose number is reserved.
pub(super) const RESERVED: Text = Text {
    en: "{code} is in {path}, its number reserved on `{remote}`",
    fr: "{code} est dans {path}, son numéro réservé sur `{remote}`",
};

/// Runs it.
pub fn run(args: &New, ctx: &Context) -> Result<Answer, Failure> {
    if let Some(kind) = entity_kind(&args.kind) {
        return entity(args, ctx, kind);
    }
    let corpus = ctx.corpus()?;
    let title = title(args)?;
    let author = author(ctx, corpus);
    let kind = args.kind.to_ascii_uppercase();
    let template = template(ctx, corpus, &kind)?;
    let make = |taken: &[Code]| {
        let request = Request {
            kind: &args.kind,
            title,
            purpose: args.purpose.as_deref(),
            process: args.process.as_deref(),
            number: args.number,
            date: args.date,
            series: args.series.as_deref(),
            form: args.form.as_deref(),
            author: &author,
            template: &template,
            taken,
        };
        draft::create(corpus, &request)
    };
    let refused = |refusal| draft_failure(refusal, args);
    let publish = match args.commit {
        true => Publish::Commit,
        false => Publish::File,
    };
    if !args.reserve {
        let made = make(&super::past::taken(ctx)?).map_err(refused)?;
        return write(ctx, &made, publish);
    }
    let place = Place::ready(ctx, publish)?;
    let reserved = reserve::draw(ctx, &author, &make, &refused)?;
    let made = &reserved.draft;
    place
        .put(ctx, made)
        .map_err(|failure| reserve::stays(failure, &reserved, corpus))?;
    let message = RESERVED
        .with("code", &made.code)
        .with("path", &made.path)
        .with("remote", &reserved.remote);
    written(ctx, made, message)
}

fn title(args: &New) -> Result<&str, Failure> {
    const TITLE: Text = Text {
        en: "what is its title? `--title \"…\"`",
        fr: "quel est son titre\u{a0}? `--title \"…\"`",
    };
    args.title
        .as_deref()
        .ok_or_else(|| Failure::could_not_run(FailureKind::Usage, TITLE))
}

fn entity_kind(typed: &str) -> Option<EntityKind> {
    Some(match typed.to_ascii_lowercase().as_str() {
        "processus" | "process" => EntityKind::Process,
        "serie" | "série" | "series" => EntityKind::RecordSeries,
        "externe" | "external" => EntityKind::ExternalDocument,
        "veille" | "watch" => EntityKind::WatchItem,
        "indicateur" | "indicator" => EntityKind::Indicator,
        _ => return None,
    })
}

fn entity(args: &New, ctx: &Context, kind: EntityKind) -> Result<Answer, Failure> {
    const PURPOSE: Text = Text {
        en: "what is the process for? `--purpose \"…\"`",
        fr: "quelle est la finalité du processus\u{a0}? `--purpose \"…\"`",
    };
    const NAME: Text = Text {
        en: "which code? `qms new {kind} CODE --title …`",
        fr: "quel code\u{a0}? `qms new {kind} CODE --title …`",
    };
    const THEN: Text = Text {
        en: "then: `qms edit {code}` to fill in the rest, `qms register` to sign it in",
        fr: "ensuite\u{a0}: `qms edit {code}` pour compléter, `qms register` pour l'inscrire, signé",
    };
    let passed_over = [
        ("--number", args.number.is_some()),
        ("--date", args.date.is_some()),
        ("--series", args.series.is_some()),
        ("--form", args.form.is_some()),
        ("--reserve", args.reserve),
    ];
    if let Some((option, _)) = passed_over.iter().find(|(_, given)| *given) {
        let kind = args.kind.clone();
        return Err(draft_failure(DraftRefusal::NotFor { option, kind }, args));
    }
    let corpus = ctx.corpus()?;
    let title = title(args)?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None if kind == EntityKind::Process => {
            return Err(Failure::could_not_run(
                FailureKind::Usage,
                NAME.with("kind", &args.kind),
            ));
        }
        None => slug(title),
    };
    if kind == EntityKind::Process && args.purpose.is_none() {
        return Err(Failure::could_not_run(FailureKind::Usage, PURPOSE));
    }
    let made = draft::entity(
        kind,
        &name,
        title,
        args.purpose.as_deref(),
        corpus.policy().lang,
    )
    .map_err(|refusal| draft_failure(refusal, args))?;
    ctx.say(THEN.with("code", &made.code));
    write(ctx, &made, Publish::File)
}

/// The template of a type: the repository's own, else the one that `init` lays down.
pub fn template(ctx: &Context, corpus: &Corpus, kind: &str) -> Result<String, Failure> {
    let path = format!("modeles/{kind}.md");
    let own = ctx
        .tree()?
        .read_path(&path)
        .map_err(|error| Failure::io(&path, error))?;
    if let Some(own) = own.and_then(|bytes| String::from_utf8(bytes).ok()) {
        return Ok(own);
    }
    if let Some(shipped) = TEMPLATE
        .get_file(&path)
        .and_then(|file| file.contents_utf8())
    {
        return Ok(shipped.to_owned());
    }
    let sections = corpus
        .policy()
        .document_type(kind)
        .map(|kind| kind.sections.clone())
        .unwrap_or_default();
    let body: String = sections
        .iter()
        .map(|section| format!("\n## {section}\n"))
        .collect();
    let record = corpus.policy().codes.class(kind) != Some(crate::model::code::Class::Document);
    let keys = if record {
        "date: \"\"\nserie: \"\"\n"
    } else {
        "objet: \"{{objet}}\"\nredacteur: \"\"\ndiffusion: [tout-agent]\n"
    };
    Ok(format!(
        "---\ncode: \"\"\ntitre: \"\"\nprocessus: \"\"\n{keys}---\n# {{{{titre}}}}\n{body}"
    ))
}

/// Who writes: the actor of git's own e-mail or key, else a name made from git's own.
pub fn author(ctx: &Context, corpus: &Corpus) -> String {
    let user = ctx
        .repository()
        .ok()
        .and_then(|repository| repository.user());
    let by_email = user.as_ref().and_then(|user| {
        corpus
            .actors()
            .map(|(_, actor)| actor)
            .find(|actor| actor.email.value.eq_ignore_ascii_case(&user.email))
    });
    let by_key = || {
        super::signer::acting(ctx, corpus)
            .ok()
            .map(|(actor, _)| actor)
    };
    match (by_email.or_else(by_key), user) {
        (Some(actor), _) => actor.id.value.to_string(),
        (None, Some(user)) if !slug(&user.name).is_empty() => slug(&user.name),
        _ => "redacteur".to_owned(),
    }
}

fn draft_failure(refusal: DraftRefusal, args: &New) -> Failure {
    drafting::failure_of(refusal).unwrap_or_else(|| unfillable(&args.kind))
}

/// The template of a type is not one in which keys can be set.
pub(super) fn unfillable(kind: &str) -> Failure {
    const TEMPLATE: Text = Text {
        en: "the template of `{kind}` cannot be filled",
        fr: "le modèle de `{kind}` ne peut pas être rempli",
    };
    Failure::could_not_run(FailureKind::State, TEMPLATE.with("kind", kind))
}
