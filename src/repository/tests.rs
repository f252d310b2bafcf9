//! The floor against git, ssh-keygen and gpg themselves.

mod history;
mod recovery;
mod sandbox;
mod signatures;
mod state;
mod trees;
mod writing;
