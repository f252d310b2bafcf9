//! Which roles may do an act on a code: the table of 30-trust, by the policy in effect.

use crate::model::act::ActKind;
use crate::model::code::Class;
use crate::model::names::RoleId;
use crate::model::policy::Policy;

/// The roles that may do an act on a type, in the order in which an actor's own are looked for;
/// none for `ack`, which is everyone's, and for what has no type.
pub fn roles<'p>(act: ActKind, policy: &'p Policy, kind: &str) -> Vec<&'p RoleId> {
    let of_type = policy.document_type(kind);
    let lists: [&[RoleId]; 2] = match act {
        ActKind::Approve => [of_type.map_or(&[], |kind| &kind.approval), &[]],
        ActKind::Validate | ActKind::Settle => [of_type.map_or(&[], |kind| &kind.validation), &[]],
        ActKind::Reject => [
            of_type.map_or(&[], |kind| &kind.approval),
            of_type.map_or(&[], |kind| &kind.validation),
        ],
        ActKind::Review => [of_type.map_or(&[], |kind| &kind.reviewers), &[]],
        ActKind::Withdraw => [of_type.map_or(&[], |kind| &kind.withdrawers), &[]],
        ActKind::Close | ActKind::Reopen | ActKind::Archive | ActKind::Hold | ActKind::Destroy => {
            [&policy.disposal_roles, &[]]
        }
        ActKind::Snapshot => [&policy.snapshot_roles, &[]],
        ActKind::Ack => [&[], &[]],
    };
    let mut roles: Vec<&RoleId> = Vec::new();
    for role in lists.into_iter().flatten() {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// Whether an act can be done on a class of codes.
pub fn applies(act: ActKind, class: Class) -> bool {
    match act {
        ActKind::Approve
        | ActKind::Validate
        | ActKind::Reject
        | ActKind::Review
        | ActKind::Withdraw
        | ActKind::Ack => class == Class::Document,
        ActKind::Close | ActKind::Hold => matches!(class, Class::Record | Class::Ticket),
        ActKind::Reopen => class == Class::Ticket,
        ActKind::Archive => class == Class::Record,
        ActKind::Destroy => matches!(class, Class::Document | Class::Record | Class::Ticket),
        ActKind::Snapshot | ActKind::Settle => false,
    }
}
