//! What a file of the repository holds.

use crate::model::action::Action;
use crate::model::actor::Actor;
use crate::model::document::{Acknowledgement, Document};
use crate::model::process::Process;
use crate::model::record::{Record, RecordSeries};
use crate::model::registers::{
    DisposalCertificate, ExternalDocument, Indicator, SnapshotEntry, WatchItem,
};
use crate::model::retention::Measures;
use crate::model::ticket::Ticket;
use chrono::NaiveDate;

/// One entity; one file holds exactly one (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entity {
    /// An actor of the register.
    Actor(Actor),
    /// A process card.
    Process(Process),
    /// A version of a controlled document.
    Document(Box<Document>),
    /// A record.
    Record(Box<Record>),
    /// A read receipt.
    Acknowledgement(Acknowledgement),
    /// A ticket.
    Ticket(Box<Ticket>),
    /// A row of the records-control table.
    RecordSeries(Box<RecordSeries>),
    /// A row of the document-management table.
    ExternalDocument(ExternalDocument),
    /// A row of the watch table.
    WatchItem(WatchItem),
    /// An indicator.
    Indicator(Indicator),
    /// A destruction certificate.
    DisposalCertificate(DisposalCertificate),
    /// A line of the snapshot ledger.
    SnapshotEntry(SnapshotEntry),
    /// A template, kept as it is.
    Template,
}

impl Entity {
    /// The actions of a ticket, or those that an audit report lists, as they stand on a day: none of
    /// what came later.
    pub fn actions(&self, day: NaiveDate) -> &[Action] {
        match self {
            Entity::Ticket(ticket) if ticket.is_known(day) => &ticket.actions,
            Entity::Record(record) => match &record.measures {
                Measures::Listed(actions)
                    if record.date.as_ref().is_none_or(|date| date.value <= day) =>
                {
                    actions
                }
                _ => &[],
            },
            _ => &[],
        }
    }
}
