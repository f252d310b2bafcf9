//! A process, as its card describes it.

use crate::model::names::{Located, ProcessCode};

/// The process card (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// `code`, which is the file's stem.
    pub code: Located<ProcessCode>,
    /// `titre`.
    pub title: Located<String>,
    /// `macro-processus`.
    pub group: Option<String>,
    /// `finalite`.
    pub purpose: Located<String>,
    /// `entrees`.
    pub inputs: Vec<String>,
    /// `sorties`.
    pub outputs: Vec<String>,
    /// `indicateurs`: slugs of indicators.
    pub indicators: Vec<Located<String>>,
    /// `clients`, each with what it requires.
    pub clients: Vec<Client>,
    /// `etapes`.
    pub steps: Vec<Step>,
}

/// A client of a process and its requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// `nom`.
    pub name: Located<String>,
    /// `exigences`.
    pub requirements: Vec<Located<String>>,
}

/// A step of a process and the documents that describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `titre`.
    pub title: Located<String>,
    /// `documents`.
    pub documents: Vec<Located<String>>,
}
