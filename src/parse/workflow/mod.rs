//! The keys that acts write, and the lines that belong to each of them.

mod key;
mod lines;

pub use key::WorkflowKey;
pub use lines::{Block, blocks, blocks_in, disagreements};
