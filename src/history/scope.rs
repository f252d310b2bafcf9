//! What each act may touch: the file of its code, and the workflow keys that it writes there.

use crate::model::act::ActKind;
use crate::model::code::{Class, Code};
use crate::model::layout;
use crate::model::policy::Policy;
use crate::parse::workflow::{WorkflowKey, blocks_in};

/// Where the file of a code stands.
pub fn path_of(policy: &Policy, code: &Code) -> String {
    match policy.codes.class(code.kind()) {
        Some(Class::Ticket) => layout::ticket_path(code.number(), &code.to_string()),
        Some(Class::Record) => layout::record_path(code.kind(), &code.to_string()),
        Some(Class::Certificate) => layout::certificate_path(code.number(), &code.to_string()),
        Some(Class::Document) | None => layout::document_path(code.kind(), &code.to_string()),
    }
}

/// The workflow keys that an act writes, and no others.
pub(super) fn keys(act: ActKind) -> &'static [WorkflowKey] {
    match act {
        ActKind::Approve => &[WorkflowKey::Approvals],
        ActKind::Validate => &[WorkflowKey::Validations, WorkflowKey::Effective],
        ActKind::Reject => &[
            WorkflowKey::Approvals,
            WorkflowKey::Validations,
            WorkflowKey::Effective,
        ],
        ActKind::Review => &[WorkflowKey::Review],
        ActKind::Withdraw => &[WorkflowKey::Withdrawal],
        ActKind::Close | ActKind::Reopen => &[WorkflowKey::Closed],
        ActKind::Archive => &[WorkflowKey::Archived],
        ActKind::Hold => &[WorkflowKey::Hold],
        ActKind::Destroy | ActKind::Ack | ActKind::Snapshot | ActKind::Settle => &[],
    }
}

/// A file without the lines of some workflow keys.
pub(super) fn without(bytes: &[u8], keys: &[WorkflowKey]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for block in blocks_in(bytes)
        .into_iter()
        .filter(|block| keys.contains(&block.key))
    {
        out.extend_from_slice(bytes.get(at..block.span.start).unwrap_or_default());
        at = block.span.end;
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}
