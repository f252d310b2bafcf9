//! Does an act with one fault, and judges what is left of it.

use crate::sandbox::{Ended, Sandbox, ended};
use crate::scene::{Again, Scene, Whole};
use crate::state::State;
use crate::strace::{self, Fault, Point};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// How many points of an act are tried when not all are.
const SAMPLE: usize = 12;
/// Up to how much room is left on a small disk, in kilobytes: an act takes less.
const ROOM: usize = 64;
/// The exit code when there is no such disk.
const NO_DISK: i32 = 99;
/// How many failures of an act are told.
const TOLD: usize = 12;

/// An act, the service in which it is done again and again, and how both look before and after.
struct Trial<'s> {
    scene: &'s Scene,
    sandbox: Sandbox,
    /// The service as it is before.
    base: tempfile::TempDir,
    arguments: Vec<String>,
    before: State,
    after: State,
}

/// Tries the points of a scene: a sample, or all.
pub fn try_points(name: &str, scene: &Scene) {
    let trial = Trial::new(scene);
    let all = trial.points();
    let total = all.len();
    let seed = variable("QMS_FAULTS_SEED")
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let tried = match variable("QMS_FAULTS").as_deref() {
        Some("all") => all,
        number => drawn(
            all,
            number.and_then(|text| text.parse().ok()).unwrap_or(SAMPLE),
            (seed, name),
        ),
    };
    let mut told = Vec::new();
    for point in &tried {
        if let Err(fault) = trial.attempt(point) {
            told.push(format!("{point}\n    {}", fault.replace('\n', "\n    ")));
        }
    }
    eprintln!(
        "{name}: {} of {total} points tried, seed {seed}, {} failed",
        tried.len(),
        told.len()
    );
    let count = told.len();
    told.truncate(TOLD);
    assert!(
        told.is_empty(),
        "{name}: {count} of {} points\n{}",
        tried.len(),
        told.join("\n")
    );
}

/// Does an act on disks of their own that have no room left for all of it.
pub fn on_a_small_disk(name: &str, scene: &Scene) {
    let able = Command::new("unshare").args(["-rm", "true"]).output();
    if !able.is_ok_and(|output| output.status.success()) {
        eprintln!("{name}: no disk can be mounted here, none was filled");
        return;
    }
    let trial = Trial::new(scene);
    let mut short = 0;
    for room in (0..=ROOM).step_by(8) {
        trial.restore();
        let disturbed = trial.with_room(room);
        assert_ne!(disturbed.code, NO_DISK, "{disturbed:?}");
        short += usize::from(disturbed.code != 0);
        let point = Point {
            child: None,
            call: "write",
            number: 0,
            fault: Fault::Error("ENOSPC"),
            seen: format!("a disk with {room} kB left"),
        };
        if let Err(fault) = trial.judge(&point, &disturbed) {
            panic!("{name}: {room} kB left: {fault}\n{disturbed:?}");
        }
    }
    eprintln!("{name}: too small {short} times");
    assert!(short > 0, "the disks were too large");
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}

/// A sample that a seed decides.
fn drawn(mut all: Vec<Point>, sample: usize, (seed, name): (u64, &str)) -> Vec<Point> {
    let mut state = name
        .bytes()
        .fold(seed, |sum, byte| sum.wrapping_mul(31) ^ u64::from(byte));
    let mut drawn = Vec::new();
    while drawn.len() < sample && !all.is_empty() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let at = (word ^ (word >> 31)) % all.len() as u64;
        drawn.push(all.swap_remove(usize::try_from(at).unwrap_or_default()));
    }
    drawn
}

/// The service that all begin from: founding it takes time.
fn founded() -> Sandbox {
    static SERVICE: OnceLock<Sandbox> = OnceLock::new();
    let service = SERVICE.get_or_init(Sandbox::service);
    let mut copy = Sandbox::empty();
    copy.later("2026-11-21T13:00:00Z");
    take(&copy, service.folder());
    copy
}

/// Copies all that is in a folder over what is in a service.
fn take(sandbox: &Sandbox, from: &Path) {
    let mut command = Command::new("cp");
    command.arg("-a").arg(from.join(".")).arg(sandbox.folder());
    assert!(command.status().expect("cp is installed").success());
}

impl<'s> Trial<'s> {
    fn new(scene: &'s Scene) -> Trial<'s> {
        let mut sandbox = founded();
        let more = (scene.prepare)(&mut sandbox);
        if sandbox.depot().join(".git").exists() {
            belongings(&sandbox);
        }
        let base = tempfile::tempdir().expect("a folder");
        let copied = Command::new("cp")
            .arg("-a")
            .arg(sandbox.folder().join("."))
            .arg(base.path())
            .status();
        assert!(copied.expect("cp is installed").success());
        let mut arguments: Vec<String> = scene
            .arguments
            .iter()
            .map(|word| (*word).to_owned())
            .collect();
        arguments.extend(more);
        let before = State::of(&sandbox);
        let mut trial = Trial {
            scene,
            sandbox,
            base,
            arguments,
            before,
            after: State::default(),
        };
        trial.restore();
        let ended = trial.act();
        assert_eq!(ended.code, 0, "undisturbed: {ended:?}");
        trial.after = State::of(&trial.sandbox);
        assert!(
            trial.after.litter.is_empty(),
            "undisturbed: {:?}",
            trial.after.litter
        );
        trial
    }

    /// The act, undisturbed.
    fn act(&self) -> Ended {
        let mut command = self.sandbox.command(self.scene.person, self.program());
        command.args(&self.arguments);
        self.with_programs(&mut command);
        ended(command)
    }

    fn program(&self) -> &str {
        match self.scene.program {
            "qms" => env!("CARGO_BIN_EXE_qms"),
            other => other,
        }
    }

    /// Programs that an act starts are found in a folder of their own, where they can be disturbed.
    fn with_programs(&self, command: &mut Command) {
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env(
                "PATH",
                format!("{}:{path}", self.sandbox.folder().join("bin").display()),
            )
            .env("EDITOR", "sed -i s/reçu/accueilli/");
    }

    fn trace(&self) -> PathBuf {
        self.sandbox.folder().join("tmp/trace")
    }

    fn restore(&self) {
        for name in [
            "depot",
            "serveur.git",
            "sortie",
            "home",
            "tmp",
            "bin",
            "disque",
        ] {
            let path = self.sandbox.folder().join(name);
            if path.exists() {
                std::fs::remove_dir_all(path).expect("it can be removed");
            }
        }
        take(&self.sandbox, self.base.path());
        for child in self.scene.children {
            self.install(child, &[]);
        }
    }

    /// Puts a program in front of the one of that name, to trace it or not.
    fn install(&self, child: &str, options: &[String]) {
        let folder = self.sandbox.folder().join("bin");
        std::fs::create_dir_all(&folder).expect("a folder");
        let real = match child {
            "qms" => env!("CARGO_BIN_EXE_qms").to_owned(),
            other => {
                let path = std::env::var("PATH").unwrap_or_default();
                let found = path.split(':').map(|folder| Path::new(folder).join(other));
                let found = found.into_iter().find(|path| path.is_file());
                found.expect("it is installed").display().to_string()
            }
        };
        let options: Vec<String> = options.iter().map(|word| format!("'{word}'")).collect();
        let script = match options.is_empty() {
            true => format!("#!/bin/sh\nexec '{real}' \"$@\"\n"),
            false => format!(
                "#!/bin/sh\nexec strace -f -qq -A -o '{}' {} '{real}' \"$@\"\n",
                self.trace().display(),
                options.join(" ")
            ),
        };
        let path = folder.join(child);
        std::fs::write(&path, script).expect("a file");
        let made = Command::new("chmod").arg("+x").arg(&path).status();
        assert!(made.expect("chmod").success());
    }

    /// Every point of the act, found by dry runs.
    fn points(&self) -> Vec<Point> {
        let mut points = Vec::new();
        if self.scene.program == "qms" {
            self.restore();
            let ended = self.traced(&strace::counting());
            assert_eq!(ended.code, 0, "strace is needed: {ended:?}");
            points.extend(strace::points(&self.trace(), None));
        }
        for child in self.scene.children {
            self.restore();
            self.install(child, &strace::counting());
            assert_eq!(self.act().code, 0, "{child} traced");
            points.extend(strace::points(&self.trace(), Some(child)));
        }
        assert!(!points.is_empty(), "nothing was traced");
        points
    }

    fn traced(&self, options: &[String]) -> Ended {
        let mut command = self.sandbox.command(self.scene.person, "strace");
        command.arg("-qq").arg("-o").arg(self.trace()).args(options);
        command.arg(self.program()).args(&self.arguments);
        self.with_programs(&mut command);
        ended(command)
    }

    /// The act, in a copy of the repository on a disk with some room left; the copy takes its place afterwards.
    fn with_room(&self, room: usize) -> Ended {
        const SCRIPT: &str = r#"
            mkdir ../disque && mount -t tmpfs -o size=64m disque ../disque && cp -a . ../disque || exit 99
            used=$(df -k --output=used ../disque | tail -n 1)
            mount -o remount,size=$((used + ROOM))k ../disque || exit 99
            cd ../disque && "$@"
            code=$?
            cd .. && rm -rf depot && cp -a disque depot || exit 99
            exit $code"#;
        let script = SCRIPT.replace("ROOM", &room.to_string());
        let mut command = self.sandbox.command(self.scene.person, "unshare");
        command.args(["-rm", "sh", "-c", &script, "sh", self.program()]);
        command.args(&self.arguments);
        self.with_programs(&mut command);
        ended(command)
    }

    fn attempt(&self, point: &Point) -> Result<(), String> {
        self.restore();
        let disturbed = match point.child {
            None => self.traced(&point.arguments()),
            Some(child) => {
                self.install(child, &point.arguments());
                let disturbed = self.act();
                self.install(child, &[]);
                disturbed
            }
        };
        let text = std::fs::read(self.trace()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        // Threads do not take the same way twice: what was hit is then another call, or none.
        let last = text.lines().rfind(|line| line.contains("(INJECTED)"));
        let hit = match (last, point.call) {
            (None, _) => text.contains("killed by SIGKILL"),
            (Some(line), "openat") => strace::makes_a_file(line),
            (Some(_), _) => true,
        };
        if !hit {
            return Ok(());
        }
        let said = format!("exit {} {}", disturbed.code, disturbed.err.trim());
        self.judge(point, &disturbed)
            .map_err(|fault| format!("{fault}\nit had said: {said}"))
    }

    fn judge(&self, point: &Point, disturbed: &Ended) -> Result<(), String> {
        if disturbed.err.contains("panicked") {
            return Err("a panic".to_owned());
        }
        if !matches!(disturbed.code, -1 | 0 | 2) && self.scene.program == "qms" {
            return Err("neither done nor a failure of the system".to_owned());
        }
        // Where nothing can be written any more, nothing can be said either.
        let mute = point.fault == Fault::Full || point.seen.starts_with("write(2");
        if disturbed.code == 2 && disturbed.err.trim().is_empty() && !mute {
            return Err("it failed, and said nothing".to_owned());
        }
        State::fsck(&self.sandbox)?;
        let left = State::of(&self.sandbox);
        self.nothing_lost(&left)?;
        if disturbed.code == 0 {
            self.is(&left, &self.after, "it said that it was done, and was not")?;
        }
        let noted = left
            .litter
            .iter()
            .any(|name| name.ends_with("pending.json"));
        let next = self.next()?;
        if noted && !next.err.contains("interrompu") {
            return Err(format!("the next command does not tell: {next:?}"));
        }
        let found = State::of(&self.sandbox);
        self.nothing_lost(&found)?;
        let done = self.same(&found, &self.after);
        if self.scene.whole == Whole::Act && !done {
            self.is(
                &found,
                &self.before,
                "after the next command neither before nor after",
            )?;
        }
        if done && self.scene.again == Again::Another {
            return self.is_clean(&found);
        }
        let again = self.act();
        if again.code != 0 && self.told_of_a_server_lock(&again) {
            // What git leaves on a server when it is killed there is for the server's people.
            return Ok(());
        }
        if !done && again.code != 0 {
            return Err(format!("it cannot be repeated: {again:?}"));
        }
        let at_last = State::of(&self.sandbox);
        let drawn = self.scene.whole == Whole::Steps && self.scene.again == Again::Another;
        // A number that was reserved is not drawn again.
        if !drawn {
            self.is(&at_last, &self.after, "after the repetition")?;
        }
        self.nothing_lost(&at_last)?;
        self.is_clean(&at_last)?;
        State::fsck(&self.sandbox)
    }

    /// The next command of the same person.
    fn next(&self) -> Result<Ended, String> {
        let next = self.sandbox.qms(self.scene.person, &["status"]);
        match next.code {
            0 => Ok(next),
            // It was never founded.
            2 if !self.sandbox.depot().join("qms.yaml").exists() => Ok(next),
            _ => Err(format!("the next command fails: {next:?}")),
        }
    }

    /// Every file and every reference is as it was, or as the act makes it.
    fn nothing_lost(&self, left: &State) -> Result<(), String> {
        let maps = [
            (
                &left.references,
                &self.before.references,
                &self.after.references,
            ),
            (&left.server, &self.before.server, &self.after.server),
        ];
        for (left, before, after) in maps {
            let names = left.keys().chain(before.keys());
            for name in names.filter(|name| !name.starts_with("refs/qms/")) {
                let one = left.get(name);
                if one != before.get(name) && one != after.get(name) {
                    return Err(format!("{name} is {one:?}"));
                }
            }
        }
        for name in left.files.keys().chain(self.before.files.keys()) {
            let one = left.files.get(name);
            if name.starts_with("depot/.git/") && self.before.references.is_empty() {
                // A repository that was not there before is nobody's yet.
                continue;
            }
            if one != self.before.files.get(name) && one != self.after.files.get(name) {
                if self.scene.again == Again::Another && self.scene.whole == Whole::Steps {
                    continue;
                }
                let one = one.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                return Err(format!("{name} is neither as before nor as after: {one:?}"));
            }
        }
        Ok(())
    }

    fn same(&self, left: &State, right: &State) -> bool {
        self.is(left, right, "").is_ok()
    }

    fn is(&self, found: &State, wanted: &State, what: &str) -> Result<(), String> {
        let (server, references) = (&found.server, &found.references);
        if references != &wanted.references || server != &wanted.server {
            return Err(format!("{what}: references {references:?} {server:?}"));
        }
        for name in found.files.keys().chain(wanted.files.keys()) {
            let unborn = found.references.is_empty() && name.starts_with("depot/.git/");
            if !unborn && found.files.get(name) != wanted.files.get(name) {
                return Err(format!("{what}: {name}"));
            }
        }
        // A repository that nothing was committed to says the same as none.
        if found.references.is_empty() {
            return Ok(());
        }
        match without_litter(&found.status) == without_litter(&wanted.status) {
            true => Ok(()),
            false => Err(format!("{what}:\n{}", found.status)),
        }
    }

    fn told_of_a_server_lock(&self, ended: &Ended) -> bool {
        let said: String = ended.err.split_whitespace().collect();
        let litter = State::of(&self.sandbox).litter;
        let mut locks = litter
            .iter()
            .filter(|name| name.starts_with("serveur.git/"));
        locks.any(|name| said.contains(name.rsplit('/').next().unwrap_or_default()))
    }

    fn is_clean(&self, state: &State) -> Result<(), String> {
        match state.litter.is_empty() {
            true => Ok(()),
            false => Err(format!("left lying: {:?}", state.litter)),
        }
    }
}

fn without_litter(status: &str) -> String {
    status
        .lines()
        .filter(|line| !line.contains(".qms-"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What is a person's own: staged, edited, not tracked, on other branches.
fn belongings(sandbox: &Sandbox) {
    let git = |arguments: &[&str]| sandbox.git("agent", arguments);
    git(&["branch", "autre", "HEAD~1"]);
    git(&["tag", "jalon", "HEAD~1"]);
    sandbox.write("notes.txt", "inscrit\n");
    git(&["add", "notes.txt"]);
    sandbox.write("notes.txt", "inscrit, puis modifié\n");
    let readme = sandbox.read("README.md");
    sandbox.write("README.md", &format!("{readme}\nAjout.\n"));
    sandbox.write("brouillon.txt", "à moi\n");
}
