//! What a record is evidence of: its series, and the form that it fills.

use super::{DraftRefusal, Request};
use crate::corpus::Corpus;
use crate::model::code::{DocumentId, Reference};
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind};
use crate::model::names::Slug;
use crate::model::policy::Policy;

/// The series named, else that of the type, else the one whose records fill the form.
pub(super) fn series_of(
    corpus: &Corpus,
    policy: &Policy,
    kind: &str,
    request: &Request<'_>,
    form: Option<&Reference>,
) -> Result<String, DraftRefusal> {
    let known = || {
        let files = corpus.entities(EntityKind::RecordSeries);
        files.map(|(file, _)| layout::stem(&file.path).to_owned())
    };
    if let Some(typed) = request.series {
        return match corpus.series(&Slug::new(typed)) {
            Some(_) => Ok(typed.to_owned()),
            None => Err(DraftRefusal::UnknownSeries {
                series: typed.to_owned(),
                known: known().collect(),
            }),
        };
    }
    let own = policy
        .document_type(kind)
        .and_then(|kind| kind.series.as_ref());
    if let Some(own) = own {
        return Ok(own.as_str().to_owned());
    }
    let mut filling = corpus
        .entities(EntityKind::RecordSeries)
        .filter(|(_, entity)| {
            let Entity::RecordSeries(series) = entity else {
                return false;
            };
            let named = series
                .form
                .as_ref()
                .and_then(|form| corpus.document_named(form));
            named.is_some() && named == form.and_then(document_of)
        })
        .map(|(file, _)| layout::stem(&file.path).to_owned());
    match (filling.next(), filling.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(DraftRefusal::WhichSeries {
            kind: kind.to_owned(),
            known: known().collect(),
        }),
    }
}

/// The form named, which must be a document here.
pub(super) fn form_of(
    corpus: &Corpus,
    typed: Option<&str>,
) -> Result<Option<Reference>, DraftRefusal> {
    let Some(typed) = typed else { return Ok(None) };
    let found = corpus.policy().codes.lenient(typed).ok().filter(|form| {
        document_of(form).is_some_and(|id| corpus.document_ids().any(|known| *known == id))
    });
    match found {
        Some(found) => Ok(Some(found)),
        None => Err(DraftRefusal::UnknownForm(typed.to_owned())),
    }
}

fn document_of(reference: &Reference) -> Option<DocumentId> {
    match reference {
        Reference::Document(id) => Some(id.clone()),
        Reference::Exact(code) => code.document(),
    }
}
