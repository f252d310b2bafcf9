//! `qms new`: a document, record, ticket or governed entity, from its template.

use super::embedded::TEMPLATE;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::acts::draft::{self, Draft, DraftRefusal, Request};
use crate::corpus::Corpus;
use crate::model::layout::EntityKind;
use crate::model::names::slug;
use crate::report::json;
use crate::repository::{CommitPlan, CreateError, Edit, Signing, create_new_file};
use crate::text::{Message, Text};
use chrono::NaiveDate;
use serde_json::json;

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
    ("commit", "Faire aussitôt le commit du fichier"),
];

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
    let request = Request {
        kind: &args.kind,
        title,
        purpose: args.purpose.as_deref(),
        process: args.process.as_deref(),
        number: args.number,
        date: args.date.unwrap_or(corpus.as_of()),
        series: args.series.as_deref(),
        author: &author,
        template: &template,
        taken: &super::past::taken(ctx)?,
    };
    let made = draft::create(corpus, &request).map_err(|refusal| draft_failure(refusal, args))?;
    write(
        ctx,
        &made,
        if args.commit {
            Publish::Commit
        } else {
            Publish::File
        },
    )
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
        super::signing::acting(ctx, corpus)
            .ok()
            .map(|(actor, _)| actor)
    };
    match (by_email.or_else(by_key), user) {
        (Some(actor), _) => actor.id.value.to_string(),
        (None, Some(user)) if !slug(&user.name).is_empty() => slug(&user.name),
        _ => "redacteur".to_owned(),
    }
}

/// Whether a new file is also committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publish {
    /// Written alone; the author commits with git.
    File,
    /// Committed at once, as git's own user.
    Commit,
}

/// Writes a draft, never over another file.
pub fn write(ctx: &Context, draft: &Draft, publish: Publish) -> Result<Answer, Failure> {
    const EXISTS: Text = Text {
        en: "`{path}` stands already",
        fr: "`{path}` existe déjà",
    };
    const WRITTEN: Text = Text {
        en: "{code} is in {path}",
        fr: "{code} est dans {path}",
    };
    super::governed::no_date_or_revision(ctx)?;
    let root = ctx.root()?;
    match publish {
        Publish::File => {
            create_new_file(&root.join(&draft.path), draft.text.as_bytes()).map_err(|error| {
                match error {
                    CreateError::Exists { .. } => {
                        Failure::could_not_run(FailureKind::State, EXISTS.with("path", &draft.path))
                    }
                    other => Failure::io(&draft.path, other),
                }
            })?
        }
        Publish::Commit => commit(ctx, draft)?,
    }
    let body = json::body([("created", json!([{"code": draft.code, "path": draft.path}]))]);
    let message = WRITTEN.with("code", &draft.code).with("path", &draft.path);
    ctx.answer(
        Exit::Done,
        || body,
        |style| message.render(style.lang) + "\n",
    )
}

fn commit(ctx: &Context, draft: &Draft) -> Result<(), Failure> {
    const SUBJECT: Text = Text {
        en: "Draft of {code}",
        fr: "Projet de {code}",
    };
    const USER: Text = Text {
        en: "git does not know who you are: `git config user.name` and `user.email`",
        fr: "git ne sait pas qui vous êtes\u{a0}: `git config user.name` et `user.email`",
    };
    let repository = ctx.document_repository()?;
    let lock = super::signing::ready(ctx, repository)?;
    let tip = super::governed::tip_of(repository)?;
    let user = repository
        .user()
        .ok_or_else(|| Failure::could_not_run(FailureKind::State, USER))?;
    let policy = ctx.corpus()?.policy();
    let plan = CommitPlan {
        expected_tip: Some(tip),
        edits: vec![Edit {
            path: draft.path.clone(),
            content: Some(draft.text.clone().into_bytes()),
        }],
        message: SUBJECT.with("code", &draft.code).render(policy.lang),
        author: user.clone(),
        committer: user,
        seconds: ctx.now().timestamp(),
        offset_minutes: ctx.offset_minutes(policy),
        signing: Signing::AsConfigured,
    };
    repository
        .commit_plan(&lock, &plan, &|_| Ok::<(), Failure>(()))
        .map_err(super::signing::plan_failure)?;
    Ok(())
}

fn draft_failure(refusal: DraftRefusal, args: &New) -> Failure {
    failure_of(refusal).unwrap_or_else(|| {
        const TEMPLATE: Text = Text {
            en: "the template of `{kind}` cannot be filled",
            fr: "le modèle de `{kind}` ne peut pas être rempli",
        };
        Failure::could_not_run(FailureKind::State, TEMPLATE.with("kind", &args.kind))
    })
}

/// The words of a refusal; none for a template that cannot be filled.
pub fn failure_of(refusal: DraftRefusal) -> Option<Failure> {
    let failure = |kind: FailureKind, message: Message| Failure::could_not_run(kind, message);
    Some(match refusal {
        DraftRefusal::UnknownType { kind, nearest } => {
            const TEXT: Text = Text {
                en: "qms.yaml knows no type `{kind}`",
                fr: "qms.yaml ne connaît pas de type `{kind}`",
            };
            const NEAR: Text = Text {
                en: "did you mean `{near}`?",
                fr: "vouliez-vous dire `{near}`\u{a0}?",
            };
            let failure = failure(FailureKind::NotFound, TEXT.with("kind", kind));
            match nearest {
                Some(near) => failure.help(NEAR.with("near", near)),
                None => failure,
            }
        }
        DraftRefusal::BadText => {
            const TEXT: Text = Text {
                en: "a title or reason is one line of text, without control characters",
                fr: "un titre ou un motif tient sur une ligne, sans caractère de contrôle",
            };
            failure(FailureKind::Usage, TEXT.into())
        }
        DraftRefusal::WhichProcess(known) if known.is_empty() => {
            const TEXT: Text = Text {
                en: "there is no process yet",
                fr: "il n'y a pas encore de processus",
            };
            const HELP: Text = Text {
                en: "`qms new processus CODE --title … --purpose …`, then `qms register`",
                fr: "`qms new processus CODE --title … --purpose …`, puis `qms register`",
            };
            failure(FailureKind::State, TEXT.into()).help(HELP)
        }
        DraftRefusal::WhichProcess(known) => {
            const TEXT: Text = Text {
                en: "which process? `--process CODE`: {known}",
                fr: "quel processus\u{a0}? `--process CODE`\u{a0}: {known}",
            };
            failure(FailureKind::Usage, TEXT.with("known", known))
        }
        DraftRefusal::UnknownProcess { process, known } => {
            const TEXT: Text = Text {
                en: "process `{process}` does not exist; there are: {known}",
                fr: "le processus `{process}` n'existe pas\u{a0}; il y a\u{a0}: {known}",
            };
            failure(
                FailureKind::NotFound,
                TEXT.with("process", process).with("known", known),
            )
        }
        DraftRefusal::UnknownSeries(series) => {
            const TEXT: Text = Text {
                en: "series `{series}` does not exist",
                fr: "la série `{series}` n'existe pas",
            };
            failure(FailureKind::NotFound, TEXT.with("series", series))
        }
        DraftRefusal::NumberTaken(code) => {
            const TEXT: Text = Text {
                en: "`{code}` was given before, and a number is never given twice",
                fr: "`{code}` a déjà été donné, et un numéro n'est jamais donné deux fois",
            };
            const HELP: Text = Text {
                en: "its next version: `qms revise {code} --reason \"…\"`",
                fr: "sa version suivante\u{a0}: `qms revise {code} --reason \"…\"`",
            };
            Failure::refused("C004", TEXT.with("code", &code)).help(HELP.with("code", code))
        }
        DraftRefusal::NotNumbered => {
            const TEXT: Text = Text {
                en: "records and tickets are numbered by year: `--number` is for documents",
                fr: "enregistrements et fiches sont numérotés par année\u{a0}: `--number` est pour les documents",
            };
            failure(FailureKind::Usage, TEXT.into())
        }
        DraftRefusal::DraftStands { code, path } => {
            const TEXT: Text = Text {
                en: "`{code}` is a draft already, in {path}",
                fr: "`{code}` est déjà en projet, dans {path}",
            };
            const HELP: Text = Text {
                en: "`qms edit {code}` goes on with it",
                fr: "`qms edit {code}` le reprend",
            };
            Failure::refused("V103", TEXT.with("code", &code).with("path", path))
                .help(HELP.with("code", code))
        }
        DraftRefusal::NotInForce(code) => {
            const TEXT: Text = Text {
                en: "`{code}` has not been in force: it can still be edited",
                fr: "`{code}` n'a pas été en vigueur\u{a0}: il peut encore être modifié",
            };
            const HELP: Text = Text {
                en: "`qms edit {code}`",
                fr: "`qms edit {code}`",
            };
            failure(FailureKind::State, TEXT.with("code", &code)).help(HELP.with("code", code))
        }
        DraftRefusal::BadName(name) => {
            const TEXT: Text = Text {
                en: "`{name}` is no such name: a process has capitals, digits and `-`, a register entry lower case, digits and `-`",
                fr: "`{name}` ne convient pas\u{a0}: un processus a des majuscules, chiffres et `-`, une ligne de registre des minuscules, chiffres et `-`",
            };
            failure(FailureKind::Usage, TEXT.with("name", name))
        }
        DraftRefusal::Exists(path) => {
            const TEXT: Text = Text {
                en: "`{path}` stands already",
                fr: "`{path}` existe déjà",
            };
            failure(FailureKind::State, TEXT.with("path", path))
        }
        DraftRefusal::Unreadable(_) => return None,
    })
}
