//! The floor against git, ssh-keygen and gpg themselves.

mod history;
mod openpgp;
mod pack;
mod recovery;
mod sandbox;
mod signatures;
mod state;
mod tags;
mod trees;
mod writing;
