//! Who plays: the actors of the example that more than one part of the life names.

/// Who answers for the process: its documents, the filing of its records, its tickets.
pub const PILOT: &str = "pilote-paped";
/// Who keeps the registers, prepares destructions and gathers the figures.
pub const ASSISTANT: &str = "assistante-qualite";
/// Who opens and follows the tickets of the process.
pub const CORRESPONDENT: &str = "correspondant-ac";
