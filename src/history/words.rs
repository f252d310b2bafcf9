//! What is wrong with a commit, in the reader's words: the one place where facts are worded, for acts that
//! refuse and for rules that report.

use super::breach::PathFault;
use super::{Fact, RegisterFault};
use crate::text::{Message, Text};

/// An act that was sent back since.
pub const REJECTED: Text = Text {
    en: "it was sent back since",
    fr: "il a été renvoyé depuis",
};

/// The beginning of a commit's id, as people quote it.
pub fn short(commit: &str) -> String {
    commit.chars().take(10).collect()
}

/// One fact as the end of a sentence, in lower case and without a period.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Statement(_) => Text {
            en: "its trailers are no statement",
            fr: "ses lignes `Qms-` ne forment pas un énoncé",
        }
        .into(),
        Fact::Object => Text {
            en: "the commit is not one that git would have written",
            fr: "le commit n'est pas tel que git l'aurait écrit",
        }
        .into(),
        Fact::Parents(count) => Text {
            en: "an act has one parent, and this one {count}",
            fr: "un acte a un seul parent, et celui-ci {count}",
        }
        .with("count", *count),
        Fact::Code(code) => Text {
            en: "this cannot be done on `{code}`",
            fr: "cela ne se fait pas sur `{code}`",
        }
        .with("code", code),
        Fact::Unsigned => Text {
            en: "it is not signed",
            fr: "il n'est pas signé",
        }
        .into(),
        Fact::BadSignature => Text {
            en: "its signature is not good",
            fr: "sa signature n'est pas bonne",
        }
        .into(),
        Fact::UnknownKey(key) => Text {
            en: "the key `{key}` belongs to no registered actor",
            fr: "la clé `{key}` n'appartient à aucun acteur inscrit",
        }
        .with("key", key),
        Fact::OtherActor(actor) => Text {
            en: "it is signed by the key of `{actor}`",
            fr: "il est signé par la clé de `{actor}`",
        }
        .with("actor", actor.as_str()),
        Fact::Identity => Text {
            en: "the name or e-mail of the commit is not the registered one",
            fr: "le nom ou le courriel du commit n'est pas celui du registre",
        }
        .into(),
        Fact::RoleNotAsked(role) => Text {
            en: "the role `{role}` does not do this",
            fr: "le rôle `{role}` ne fait pas cela",
        }
        .with("role", role.as_str()),
        Fact::RoleNotHeld(role) => Text {
            en: "the role `{role}` was not held that day for this process",
            fr: "le rôle `{role}` n'était pas tenu ce jour-là pour ce processus",
        }
        .with("role", role.as_str()),
        Fact::KeyWithdrawn => Text {
            en: "its key had been withdrawn",
            fr: "sa clé avait été retirée",
        }
        .into(),
        Fact::KeyOutOfDates => Text {
            en: "its key was out of its dates",
            fr: "sa clé était hors de ses dates",
        }
        .into(),
        Fact::KeyCompromised => Text {
            en: "its key is declared compromised, and the act was not confirmed",
            fr: "sa clé est déclarée compromise, et l'acte n'a pas été confirmé",
        }
        .into(),
        Fact::Digest(_) => Text {
            en: "the file is not the one that was signed",
            fr: "le fichier n'est pas celui qui a été signé",
        }
        .into(),
        Fact::Assets => Text {
            en: "the images are not those that were signed",
            fr: "les images ne sont pas celles qui ont été signées",
        }
        .into(),
        Fact::ApprovalsMissing(roles) => {
            let roles: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
            Text {
                en: "the approval of {roles} lacks before it",
                fr: "l'approbation de {roles} manque avant lui",
            }
            .with("roles", roles)
        }
        Fact::ApproverValidates => Text {
            en: "the one who validates had approved",
            fr: "qui valide avait approuvé",
        }
        .into(),
        Fact::AuthorApproves => Text {
            en: "the only author approves",
            fr: "le seul rédacteur approuve",
        }
        .into(),
        Fact::OtherChange(path) => Text {
            en: "it changes `{path}`, of which it says nothing",
            fr: "il modifie `{path}`, dont il ne dit rien",
        }
        .with("path", path),
        Fact::NotDone(path) => Text {
            en: "it does not do to `{path}` what it says",
            fr: "il ne fait pas à `{path}` ce qu'il dit",
        }
        .with("path", path),
        Fact::Entry(path) => Text {
            en: "`{path}` does not say what it says",
            fr: "`{path}` ne dit pas ce qu'il dit",
        }
        .with("path", path),
        Fact::NotEntitled(path) => Text {
            en: "its signer may not change `{path}`",
            fr: "son signataire ne peut pas modifier `{path}`",
        }
        .with("path", path),
        Fact::MixedChange(path) => Text {
            en: "it changes the register and `{path}` together",
            fr: "il modifie à la fois le registre et `{path}`",
        }
        .with("path", path),
        Fact::MergeConflict(path) => Text {
            en: "both sides of the merge changed `{path}`",
            fr: "les deux côtés de la fusion ont modifié `{path}`",
        }
        .with("path", path),
        Fact::Register(fault) => register(fault),
        Fact::BeforeParent => Text {
            en: "it is dated before the commit that it follows",
            fr: "il est daté d'avant le commit qu'il suit",
        }
        .into(),
        Fact::Foreign => Text {
            en: "it brings in a history that does not come from the trust root",
            fr: "il apporte un historique qui ne vient pas de la racine de confiance",
        }
        .into(),
        Fact::Octopus(count) => Text {
            en: "it merges {count} histories at once, where two can be judged",
            fr: "il fusionne {count} historiques à la fois, quand deux seulement peuvent être jugés",
        }
        .with("count", *count),
        Fact::Future => Text {
            en: "it is dated in the future",
            fr: "il est daté dans le futur",
        }
        .into(),
        Fact::Altered(path) => Text {
            en: "it changes `{path}`, which is in force",
            fr: "il modifie `{path}`, qui est en vigueur",
        }
        .with("path", path),
        Fact::AlteredEarly(path) => Text {
            en: "it changes `{path}`, which was validated and about to come into force: it is a draft again",
            fr: "il modifie `{path}`, validé et à paraître\u{a0}: c'est de nouveau un projet",
        }
        .with("path", path),
        Fact::ImageAltered(path) => Text {
            en: "it changes the image `{path}`, which a version in force shows",
            fr: "il modifie l'image `{path}`, que montre une version en vigueur",
        }
        .with("path", path),
        Fact::Typed(path) => Text {
            en: "it enters into `{path}` a decision that no act made",
            fr: "il inscrit dans `{path}` une décision qu'aucun acte n'a prise",
        }
        .with("path", path),
        Fact::Untyped(path) => Text {
            en: "it changes in `{path}` what an act entered there",
            fr: "il modifie dans `{path}` ce qu'un acte y a inscrit",
        }
        .with("path", path),
        Fact::HandWritten(path) => Text {
            en: "it writes or changes `{path}`, which acts alone write",
            fr: "il écrit ou modifie `{path}`, que seuls les actes écrivent",
        }
        .with("path", path),
        Fact::CameBack(path) => Text {
            en: "it brings back `{path}`, which left by an act",
            fr: "il fait revenir `{path}`, sorti par un acte",
        }
        .with("path", path),
        Fact::Removed(path) => Text {
            en: "it removes `{path}`, which is in force",
            fr: "il supprime `{path}`, qui est en vigueur",
        }
        .with("path", path),
        Fact::ClosedChanged(path) => Text {
            en: "it changes `{path}`, which is closed",
            fr: "il modifie `{path}`, qui est clos",
        }
        .with("path", path),
        Fact::RecordRemoved(path, None) => Text {
            en: "it removes `{path}`, a closed record, without a certificate",
            fr: "il supprime `{path}`, un enregistrement clos, sans certificat",
        }
        .with("path", path),
        Fact::RecordRemoved(path, Some(day)) => Text {
            en: "it removes `{path}`, a closed record, without a certificate; the day from which it can be destroyed is {day}",
            fr: "il supprime `{path}`, un enregistrement clos, sans certificat\u{a0}; le jour à partir duquel il peut être détruit est le {day}",
        }
        .with("path", path)
        .with("day", *day),
        Fact::TicketRemoved(path) => Text {
            en: "it removes the ticket `{path}` without a certificate",
            fr: "il supprime la fiche `{path}` sans certificat",
        }
        .with("path", path),
        Fact::CertificateDropped(path) => Text {
            en: "two destructions drew the number of `{path}`, and the merge keeps the certificate of one alone: give yours up before it is published (`git merge --abort`, `git reset --hard {upstream}`), and do it again",
            fr: "deux destructions ont tiré le numéro de `{path}`, et la fusion ne garde le certificat que d'une seule\u{a0}: abandonner la vôtre tant qu'elle n'est pas publiée (`git merge --abort`, `git reset --hard {upstream}`), puis la refaire",
        }
        .with("path", path)
        .with("upstream", "@{upstream}"),
        Fact::Dropped(path) => Text {
            en: "the merge leaves out what one of its sides did to `{path}`",
            fr: "la fusion écarte ce que l'un de ses côtés a fait de `{path}`",
        }
        .with("path", path),
        Fact::RoleEndedBeside(role) => Text {
            en: "the role `{role}` was ended on another branch, which did not know of it: merge before ending a role",
            fr: "le rôle `{role}` a pris fin sur une autre branche, qui n'en savait rien\u{a0}: fusionner avant de mettre fin à un rôle",
        }
        .with("role", role.as_str()),
        Fact::KeyEndedBeside => Text {
            en: "its key was withdrawn on another branch, which did not know of it: merge before withdrawing a key",
            fr: "sa clé a été retirée sur une autre branche, qui n'en savait rien\u{a0}: fusionner avant de retirer une clé",
        }
        .into(),
        Fact::DocumentEndedBeside(code) => Text {
            en: "`{code}` was withdrawn or sent back on another branch, which did not know of it",
            fr: "`{code}` a été retiré ou renvoyé sur une autre branche, qui n'en savait rien",
        }
        .with("code", code),
        Fact::NotInForce(code) => Text {
            en: "`{code}` is not in force by the acts before it",
            fr: "`{code}` n'est pas en vigueur d'après les actes qui le précèdent",
        }
        .with("code", code),
        Fact::AlreadyInForce(code) => Text {
            en: "`{code}` was in force already",
            fr: "`{code}` était déjà en vigueur",
        }
        .with("code", code),
        Fact::HasLeft(code) => Text {
            en: "`{code}` had left by an act, and does not come back",
            fr: "`{code}` était sorti par un acte, et ne revient pas",
        }
        .with("code", code),
        Fact::OnFault(path) => Text {
            en: "a commit without effect had changed `{path}` before it",
            fr: "un commit sans effet avait modifié `{path}` avant lui",
        }
        .with("path", path),
        Fact::Succession(Some(code)) => Text {
            en: "it replaces `{code}`, which is not the version before it, in force or validated by an act",
            fr: "il remplace `{code}`, qui n'est pas la version d'avant validée par un acte",
        }
        .with("code", code),
        Fact::Succession(None) => Text {
            en: "it names no version that it replaces",
            fr: "il ne nomme aucune version qu'il remplace",
        }
        .into(),
        Fact::NumberGiven(code) => Text {
            en: "the number of `{code}` was given to another document",
            fr: "le numéro de `{code}` a été donné à un autre document",
        }
        .with("code", code),
        Fact::Keys(path) => Text {
            en: "the front-matter of `{path}` is no strict YAML: its keys may be read in two ways",
            fr: "l'en-tête de `{path}` n'est pas du YAML strict\u{a0}: ses clés peuvent se lire de deux façons",
        }
        .with("path", path),
        Fact::CodeDiffers(path) => Text {
            en: "`{path}` gives itself another code than its name",
            fr: "`{path}` se donne un autre code que son nom",
        }
        .with("path", path),
        Fact::EffectivePast(date) => Text {
            en: "its effective date {date} is before its own day",
            fr: "sa date d'application {date} est antérieure à son propre jour",
        }
        .with("date", *date),
        Fact::StillInForce(code) => Text {
            en: "`{code}` is in force, or about to be: it is not destroyed",
            fr: "`{code}` est en vigueur, ou va l'être\u{a0}: il ne se détruit pas",
        }
        .with("code", code),
        Fact::StillOpen(code) => Text {
            en: "`{code}` is open: it is not destroyed",
            fr: "`{code}` est ouvert\u{a0}: il ne se détruit pas",
        }
        .with("code", code),
        Fact::Certificate(path) => Text {
            en: "the certificate `{path}` is not that of what the act destroyed",
            fr: "le certificat `{path}` ne correspond pas à ce que l'acte a détruit",
        }
        .with("path", path),
        Fact::TooEarly(code, Some(day)) => Text {
            en: "`{code}` could not be destroyed before {day}",
            fr: "`{code}` ne pouvait pas être détruit avant le {day}",
        }
        .with("code", code)
        .with("day", *day),
        Fact::TooEarly(code, None) => Text {
            en: "the last day of `{code}` was not known, or it is kept for ever: it is not destroyed",
            fr: "le dernier jour de `{code}` n'était pas connu, ou il est conservé définitivement\u{a0}: il ne se détruit pas",
        }
        .with("code", code),
        Fact::Ungrounded(code) => Text {
            en: "the certificate of `{code}` lacks the visa, the receipt or the decision that its rule asks for",
            fr: "il manque au certificat de `{code}` le visa, le récépissé ou la décision que demande sa règle",
        }
        .with("code", code),
        Fact::NeverReassessed(path) => Text {
            en: "the hold that it sets in `{path}` does not say when it is looked at again",
            fr: "le gel qu'il pose dans `{path}` ne dit pas quand il sera réexaminé",
        }
        .with("path", path),
        Fact::OnHold(code) => Text {
            en: "the destruction of `{code}` is suspended",
            fr: "la destruction de `{code}` est suspendue",
        }
        .with("code", code),
        Fact::SettlesNothing(commit) => Text {
            en: "it explains commit {commit}, which does not come before it",
            fr: "il explique le commit {commit}, qui ne le précède pas",
        }
        .with("commit", short(commit)),
        Fact::Path(fault, path) => path_fault(*fault).with("path", path),
        Fact::Replaced(object) => Text {
            en: "`refs/replace/{object}` shows another object in the place of this one",
            fr: "`refs/replace/{object}` montre un autre objet à la place de celui-ci",
        }
        .with("object", object),
        Fact::Grafted => Text {
            en: "the file `info/grafts` of this clone gives commits other parents",
            fr: "le fichier `info/grafts` de ce clone donne d'autres parents à des commits",
        }
        .into(),
        Fact::Rewound(tip) => Text {
            en: "it does not descend from {tip}, which was verified here before",
            fr: "il ne descend pas de {tip}, vérifié ici auparavant",
        }
        .with("tip", short(&tip.to_string())),
    }
}

fn register(fault: &RegisterFault) -> Message {
    match fault {
        RegisterFault::Policy => Text {
            en: "`qms.yaml` cannot be read",
            fr: "`qms.yaml` est illisible",
        }
        .into(),
        RegisterFault::Actor(path) => Text {
            en: "`{path}` cannot be read as an actor",
            fr: "`{path}` n'est pas la fiche d'un acteur",
        }
        .with("path", path),
        RegisterFault::Key(path) => Text {
            en: "a key of `{path}` is weak, or no key",
            fr: "une clé de `{path}` est faible, ou n'en est pas une",
        }
        .with("path", path),
        RegisterFault::SharedKey(key) => Text {
            en: "two actors share the key `{key}`",
            fr: "deux acteurs partagent la clé `{key}`",
        }
        .with("key", key),
        RegisterFault::NoAdministrator => Text {
            en: "nobody in function would be `administrateur` with a usable key",
            fr: "personne en fonction ne serait `administrateur` avec une clé utilisable",
        }
        .into(),
    }
}

fn path_fault(fault: PathFault) -> Text {
    match fault {
        PathFault::NotPlain => Text {
            en: "`{path}` is a link, a submodule or an executable, where only plain files belong",
            fr: "`{path}` est un lien, un sous-module ou un exécutable, là où seuls des fichiers simples ont leur place",
        },
        PathFault::Attributes => Text {
            en: "`{path}` sets attributes that change what is read",
            fr: "`{path}` fixe des attributs qui changent ce qui est lu",
        },
        PathFault::Name => Text {
            en: "the name `{path}` has other signs than ASCII letters, digits, `.`, `_` and `-`",
            fr: "le nom `{path}` contient d'autres signes que des lettres ASCII, des chiffres, `.`, `_` et `-`",
        },
        PathFault::Encoding => Text {
            en: "the name `{path}` is not UTF-8",
            fr: "le nom `{path}` n'est pas en UTF-8",
        },
        PathFault::Twin => Text {
            en: "`{path}` and another file have names that some systems take for one",
            fr: "`{path}` et un autre fichier portent des noms que certains systèmes confondent",
        },
        PathFault::NoCode => Text {
            en: "the name of `{path}` is no code in its canonical form",
            fr: "le nom de `{path}` n'est pas un code sous sa forme canonique",
        },
        PathFault::Folder => Text {
            en: "`{path}` does not stand in the folder of its code",
            fr: "`{path}` n'est pas dans le dossier de son code",
        },
    }
}
