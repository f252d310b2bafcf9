//! Disturbing a program at one of its system calls.

use std::collections::BTreeMap;
use std::path::Path;

/// Calls that change something, or that hold others back, with what the system may answer.
const CALLS: [(&str, &[&str]); 20] = [
    ("openat", &["ENOSPC", "EACCES", "EROFS", "EMFILE"]),
    ("write", &["ENOSPC", "EIO"]),
    ("pwrite64", &["ENOSPC", "EIO"]),
    ("ftruncate", &["EIO"]),
    ("fsync", &["EIO", "ENOSPC"]),
    ("fdatasync", &["EIO"]),
    ("rename", &["EACCES", "ENOSPC", "EIO"]),
    ("renameat", &["EACCES", "ENOSPC"]),
    ("renameat2", &["EACCES", "ENOSPC"]),
    ("link", &["EPERM", "ENOSPC"]),
    ("linkat", &["EPERM", "ENOSPC"]),
    ("symlink", &["ENOSPC"]),
    ("unlink", &["EACCES", "EIO"]),
    ("unlinkat", &["EACCES", "EIO"]),
    ("rmdir", &["EACCES"]),
    ("mkdir", &["ENOSPC", "EACCES"]),
    ("mkdirat", &["ENOSPC", "EACCES"]),
    ("chmod", &["EPERM"]),
    ("flock", &["ENOLCK"]),
    ("clone3", &["EAGAIN"]),
];

/// What is done to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The program is killed as it asks for it.
    Kill,
    /// The system answers with this error.
    Error(&'static str),
    /// From this one on, nothing more can be written.
    Full,
}

/// A place at which a program is disturbed.
#[derive(Debug, Clone)]
pub struct Point {
    /// A program that the act starts; none for the one that does the act.
    pub child: Option<&'static str>,
    pub call: &'static str,
    /// Which of its calls of this name, counted from one.
    pub number: usize,
    pub fault: Fault,
    /// The call as it was seen in the dry run.
    pub seen: String,
}

impl std::fmt::Display for Point {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Point {
            call,
            number,
            fault,
            seen,
            ..
        } = self;
        let child = self.child.unwrap_or("qms");
        write!(out, "{fault:?} in {child} at {call} {number}: {seen}")
    }
}

impl Point {
    /// The arguments that make strace do it.
    pub fn arguments(&self) -> Vec<String> {
        let Point { call, number, .. } = self;
        let inject = match self.fault {
            Fault::Kill => format!("inject={call}:signal=KILL:when={number}"),
            Fault::Error(error) => format!("inject={call}:error={error}:when={number}"),
            Fault::Full => format!("inject={call}:error=ENOSPC:when={number}+"),
        };
        vec!["-e".into(), format!("trace={call}"), "-e".into(), inject]
    }
}

/// The arguments of a dry run.
pub fn counting() -> Vec<String> {
    let names: Vec<&str> = CALLS.iter().map(|(name, _)| *name).collect();
    // A call that this machine has not is no reason to stop.
    let trace = format!("trace=?{}", names.join(",?"));
    vec!["-y".into(), "-s".into(), "40".into(), "-e".into(), trace]
}

/// Whether a call opens a file to write into it.
pub fn makes_a_file(call: &str) -> bool {
    let ways = ["O_CREAT", "O_WRONLY", "O_RDWR"];
    ways.iter().any(|way| call.contains(way))
}

/// Every point of a dry run: of one process as it went, of several up to the one that went furthest.
pub fn points(trace: &Path, child: Option<&'static str>) -> Vec<Point> {
    let text = std::fs::read(trace).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found: BTreeMap<(&'static str, usize), String> = BTreeMap::new();
    for line in text.lines() {
        // With several processes each line begins with the number of its own.
        let (process, seen) = match child {
            None => ("", line),
            Some(_) => line.split_once(' ').unwrap_or_default(),
        };
        let Some((name, rest)) = seen.trim_start().split_once('(') else {
            continue;
        };
        let Some((call, _)) = CALLS.iter().find(|(call, _)| *call == name) else {
            continue;
        };
        let count = counts.entry((process, call)).or_default();
        *count += 1;
        if *call == "openat" && !makes_a_file(rest) {
            continue;
        }
        found
            .entry((call, *count))
            .or_insert_with(|| seen.trim().to_owned());
    }
    let mut points = Vec::new();
    for ((call, number), seen) in found {
        let errors = CALLS.iter().find(|(name, _)| *name == call);
        let errors = errors.map_or(&[][..], |(_, errors)| errors);
        let mut faults: Vec<Fault> = errors.iter().map(|error| Fault::Error(error)).collect();
        faults.push(Fault::Kill);
        if call == "write" {
            faults.push(Fault::Full);
        }
        points.extend(faults.into_iter().map(|fault| Point {
            child,
            call,
            number,
            fault,
            seen: seen.clone(),
        }));
    }
    points
}
