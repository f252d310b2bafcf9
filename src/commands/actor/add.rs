//! `qms actor add`: one more actor, in a signed commit of the register alone.

use super::super::governed::{Mode, register};
use super::super::{Answer, Context, Failure, FailureKind};
use super::{done, key_item, not_yet_registered, read_key};
use crate::corpus::Corpus;
use crate::model::layout;
use crate::model::names::{ActorId, ProcessCode, RoleId, nearest};
use crate::parse::{fields, yaml};
use crate::repository::Edit;
use crate::text::Text;
use chrono::NaiveDate;
use std::path::PathBuf;

/// Register an actor, in a signed commit
#[derive(Debug, clap::Args)]
pub struct Add {
    /// The id: lower case, digits, dashes
    id: String,
    /// The printed name
    #[arg(long)]
    name: String,
    /// The e-mail of the actor's commits
    #[arg(long)]
    email: String,
    /// The public key: a .pub file, or an OpenPGP certificate
    #[arg(long, value_name = "FILE.pub")]
    key: Option<PathBuf>,
    /// A role, for a process or for all; may be repeated
    #[arg(long = "role", value_name = "ROLE[:PROCESS]")]
    roles: Vec<String>,
    /// First day of the roles and of the key; today by default
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
}

/// Runs it.
pub fn run(args: &Add, ctx: &Context) -> Result<Answer, Failure> {
    const SUBJECT: Text = Text {
        en: "Register {id}",
        fr: "Inscription de {id}",
    };
    const DONE: Text = Text {
        en: "`{id}` is registered",
        fr: "`{id}` est inscrit",
    };
    let key = args
        .key
        .as_ref()
        .map(|file| read_key(&ctx.folder_of_reader().join(file)))
        .transpose()?;
    let registered = register(ctx, Mode::Carry, |corpus, _| {
        refuse(corpus, args)?;
        if let Some(key) = &key {
            not_yet_registered(corpus, key)?;
        }
        let day = args
            .from
            .unwrap_or_else(|| ctx.today(corpus.policy()))
            .to_string();
        let mut text = format!(
            "---\nid: {}\nnom: {}\ncourriel: {}\n",
            yaml::plain(&args.id),
            yaml::scalar(&args.name),
            yaml::scalar(&args.email)
        );
        if !args.roles.is_empty() {
            text.push_str("roles:\n");
        }
        for given in &args.roles {
            let (role, process) = mandate(corpus, given)?;
            let process = process
                .map(|process| format!(", processus: {process}"))
                .unwrap_or_default();
            text.push_str(&format!("  - {{role: {role}{process}, du: {day}}}\n"));
        }
        if let Some(key) = &key {
            text.push_str("cles:\n");
            text.push_str(&key_item(key, &day));
        }
        text.push_str("---\n");
        let edit = Edit {
            path: layout::actor_path(&args.id),
            content: Some(text.into_bytes()),
        };
        Ok((
            vec![edit],
            SUBJECT.with("id", &args.id).render(corpus.policy().lang),
        ))
    })?;
    done(ctx, &registered, DONE.with("id", &args.id))
}

fn refuse(corpus: &Corpus, args: &Add) -> Result<(), Failure> {
    const BAD_ID: Text = Text {
        en: "`{id}` is no actor's id: lower case, digits and `-`",
        fr: "`{id}` n'est pas un identifiant d'acteur\u{a0}: minuscules, chiffres et `-`",
    };
    const THERE: Text = Text {
        en: "`{id}` is registered already",
        fr: "`{id}` est déjà inscrit",
    };
    const THERE_HELP: Text = Text {
        en: "`qms actor role {id} --add ROLE` and `qms actor key {id} --add FILE.pub` change it",
        fr: "`qms actor role {id} --add RÔLE` et `qms actor key {id} --add FICHIER.pub` le modifient",
    };
    const NAME: Text = Text {
        en: "a name is one line of text, without `<`, `>` or control characters",
        fr: "un nom tient sur une ligne, sans `<`, `>` ni caractère de contrôle",
    };
    const EMAIL: Text = Text {
        en: "`{email}` is no e-mail address",
        fr: "`{email}` n'est pas une adresse de courriel",
    };
    if !fields::is_actor_id(&args.id) {
        return Err(Failure::could_not_run(
            FailureKind::Usage,
            BAD_ID.with("id", &args.id),
        ));
    }
    if corpus.actor(&ActorId::new(&args.id)).is_some() {
        return Err(
            Failure::could_not_run(FailureKind::State, THERE.with("id", &args.id))
                .help(THERE_HELP.with("id", &args.id)),
        );
    }
    let clean = *crate::text::escape_controls(&args.name) == *args.name;
    if !clean || args.name.trim().is_empty() || args.name.contains(['<', '>']) {
        return Err(Failure::could_not_run(FailureKind::Usage, NAME));
    }
    if !args.email.contains('@') || args.email.contains(['<', '>', ' ', '\n']) {
        return Err(Failure::could_not_run(
            FailureKind::Usage,
            EMAIL.with("email", &args.email),
        ));
    }
    Ok(())
}

/// `pilote` or `pilote:PAPED`, both known.
pub fn mandate(corpus: &Corpus, given: &str) -> Result<(String, Option<String>), Failure> {
    const PROCESS: Text = Text {
        en: "process `{process}` does not exist",
        fr: "le processus `{process}` n'existe pas",
    };
    const HELP: Text = Text {
        en: "`qms new processus {process} --title …`, then `qms register`",
        fr: "`qms new processus {process} --title …`, puis `qms register`",
    };
    let (role, process) = match given.split_once(':') {
        Some((role, process)) => (role, Some(process)),
        None => (given, None),
    };
    role_known(corpus, role)?;
    if let Some(process) = process
        && corpus.process(&ProcessCode::new(process)).is_none()
    {
        return Err(Failure::not_found(PROCESS.with("process", process))
            .help(HELP.with("process", process)));
    }
    Ok((role.to_owned(), process.map(str::to_owned)))
}

/// Refuses a role that qms.yaml does not have.
pub fn role_known(corpus: &Corpus, role: &str) -> Result<(), Failure> {
    const ROLE: Text = Text {
        en: "qms.yaml knows no role `{role}`",
        fr: "qms.yaml ne connaît pas de rôle `{role}`",
    };
    const NEAR: Text = Text {
        en: "did you mean `{near}`?",
        fr: "vouliez-vous dire `{near}`\u{a0}?",
    };
    const KNOWN: Text = Text {
        en: "known roles: {roles}",
        fr: "rôles connus\u{a0}: {roles}",
    };
    let policy = corpus.policy();
    if policy.role_label(&RoleId::new(role)).is_some() {
        return Ok(());
    }
    let failure = Failure::not_found(ROLE.with("role", role));
    let ids: Vec<String> = policy.roles.iter().map(|(id, _)| id.to_string()).collect();
    Err(match nearest(role, ids.iter().map(String::as_str)) {
        Some(near) => failure.help(NEAR.with("near", near)),
        None => failure.help(KNOWN.with("roles", ids)),
    })
}
