//! The keys that acts write.

/// The keys that acts write and that the digest leaves out, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkflowKey {
    /// `approbations`
    Approvals,
    /// `validations`
    Validations,
    /// `application`: the effective date.
    Effective,
    /// `revue`: the last periodic review.
    Review,
    /// `retrait`: the withdrawal.
    Withdrawal,
    /// `clos-le`: the day a record or ticket was closed.
    Closed,
    /// `archive-le`: the day a record was archived.
    Archived,
    /// `gel`: holds on destruction.
    Hold,
}

impl WorkflowKey {
    /// Every key, in the order in which they are written.
    pub const ALL: [WorkflowKey; 8] = [
        WorkflowKey::Approvals,
        WorkflowKey::Validations,
        WorkflowKey::Effective,
        WorkflowKey::Review,
        WorkflowKey::Withdrawal,
        WorkflowKey::Closed,
        WorkflowKey::Archived,
        WorkflowKey::Hold,
    ];

    /// The key as it stands in files.
    pub fn as_str(self) -> &'static str {
        match self {
            WorkflowKey::Approvals => "approbations",
            WorkflowKey::Validations => "validations",
            WorkflowKey::Effective => "application",
            WorkflowKey::Review => "revue",
            WorkflowKey::Withdrawal => "retrait",
            WorkflowKey::Closed => "clos-le",
            WorkflowKey::Archived => "archive-le",
            WorkflowKey::Hold => "gel",
        }
    }

    /// The key of this exact spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.as_str() == text)
    }
}
