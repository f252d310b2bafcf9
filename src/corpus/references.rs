//! Who refers to what, by code: front-matter, links of the body, process steps, series, tickets.

use super::{Corpus, File, Version};
use crate::diagnostic::Span;
use crate::model::code::{Code, DocumentId, Reference};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::parse::fields::MentionKind;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a code in a text leads to.
#[derive(Debug, Clone, Copy)]
pub enum Target<'c> {
    /// It is no code of a known type.
    NotACode,
    /// A version of a document: the one named, else the one meant (in force, or the newest).
    Document(Version<'c>),
    /// A record, ticket or certificate.
    Other(&'c File),
    /// A code that no file of the tree bears.
    Nothing,
}

/// One place that refers to a document.
#[derive(Debug, Clone)]
pub struct Referrer {
    /// The file that refers to it.
    pub path: Arc<str>,
    /// What that file is.
    pub kind: EntityKind,
    /// Its own code, where it has one.
    pub code: Option<Code>,
    /// Where it does so.
    pub span: Span,
}

impl Corpus {
    /// What a code, in any width and case, leads to.
    pub fn resolve(&self, text: &str) -> Target<'_> {
        let Ok(reference) = self.policy.codes.lenient(text) else {
            return Target::NotACode;
        };
        if let Some(version) = self.meant(&reference) {
            return Target::Document(version);
        }
        match &reference {
            Reference::Exact(code) => self
                .with_code(code)
                .next()
                .map_or(Target::Nothing, Target::Other),
            Reference::Document(_) => Target::Nothing,
        }
    }

    /// The places that refer to a document, its own versions excepted, sorted by path.
    pub fn referrers(&self, id: &DocumentId) -> &[Referrer] {
        self.referrers
            .get_or_init(|| self.collect_referrers())
            .get(id)
            .map_or(&[], Vec::as_slice)
    }

    fn collect_referrers(&self) -> FxHashMap<DocumentId, Vec<Referrer>> {
        let mut all: FxHashMap<DocumentId, Vec<Referrer>> = FxHashMap::default();
        for file in &self.files {
            let Some(kind) = file.kind else { continue };
            for (id, span) in self.documents_named_by(file) {
                all.entry(id).or_default().push(Referrer {
                    path: Arc::clone(&file.path),
                    kind,
                    code: file.code().cloned(),
                    span,
                });
            }
        }
        all
    }

    /// The documents that a file refers to, itself excepted, each time it does.
    pub fn documents_named_by<'c>(
        &'c self,
        file: &'c File,
    ) -> impl Iterator<Item = (DocumentId, Span)> {
        let own = file.code().and_then(Code::document);
        let form = match file.entity() {
            Some(Entity::RecordSeries(series)) => series.form.as_ref(),
            Some(Entity::Ticket(ticket)) => ticket.requirement.as_ref(),
            _ => None,
        };
        let parsed = file.parsed.iter();
        let mentions = parsed
            .clone()
            .flat_map(|parsed| &parsed.mentions)
            .filter(|mention| {
                mention.kind == MentionKind::Code && !matches!(mention.key, "code" | "remplace")
            })
            .map(|mention| (&*mention.name, mention.span));
        let links = parsed
            .flat_map(|parsed| &parsed.outline().links)
            .map(|link| (code_of_link(&link.target), link.span));
        mentions
            .chain(links)
            .chain(form.map(|form| (form.value.as_str(), form.span)))
            .filter_map(|(text, span)| Some((self.document_named(text)?, span)))
            .filter(move |(id, _)| own.as_ref() != Some(id))
    }

    /// Whether what a code names may have stood here and left by the rules: a certificate names
    /// it, or a later version took its place.
    pub fn may_have_left(&self, reference: &Reference) -> bool {
        let later = match reference {
            Reference::Exact(code) => code.document().is_some_and(|id| {
                self.each_version(&id)
                    .any(|version| version.document.code > *code)
            }),
            Reference::Document(_) => false,
        };
        later
            || self.destroyed().any(|code| match reference {
                Reference::Exact(asked) => code == *asked,
                Reference::Document(id) => code.document().as_ref() == Some(id),
            })
    }

    /// The codes that certificates say were destroyed.
    fn destroyed(&self) -> impl Iterator<Item = Code> {
        self.entities(EntityKind::DisposalCertificate)
            .flat_map(|(_, entity)| match entity {
                Entity::DisposalCertificate(certificate) => certificate.elements.as_slice(),
                _ => &[],
            })
            .filter_map(|element| self.policy.codes.canonical(&element.code).ok())
    }

    /// The document that a code names, with or without its version.
    pub fn document_named(&self, text: &str) -> Option<DocumentId> {
        match self.policy.codes.lenient(text).ok()? {
            Reference::Document(id) => Some(id),
            Reference::Exact(code) => code.document(),
        }
    }
}

/// The part of a link's target that may be a code: what precedes a fragment, folder and `.md`
/// dropped, so that a relative path to a document counts as a reference to it.
pub fn code_of_link(target: &str) -> &str {
    let path = memchr::memchr2(b'#', b'?', target.as_bytes())
        .and_then(|end| target.get(..end))
        .unwrap_or(target);
    // Hardly a reference has a colon: the search for a scheme is left to those that do.
    if path.contains(':') && (path.contains("://") || path.starts_with("mailto:")) {
        return "";
    }
    let name = memchr::memrchr(b'/', path.as_bytes())
        .and_then(|slash| path.get(slash + 1..))
        .unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}
