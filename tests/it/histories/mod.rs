//! Histories played with plain git, ssh-keygen and gpg: each attack beside the same history
//! without it.

mod beside;
mod by_hand;
mod escalation;
mod filesystem;
mod forged;
mod honest;
mod inforce;
mod keys;
mod leaving;
mod merges;
mod objects;
mod oracle;
mod property;
mod replay;
mod resuming;
mod rewriting;
mod stage;
mod store;
mod time;
mod verdict;
