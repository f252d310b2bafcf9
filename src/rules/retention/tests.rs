//! The faces of each rule that its page does not show.
