//! The binary: reads arguments, environment, clock and terminal once, and returns the exit code.

use qms::commands::{self, Console, Environment, Terminal};
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;

/// Whole repositories pass through memory in pieces of every size: a check and a verification
/// take an eighth less time than with the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let environment = Environment {
        arguments: std::env::args_os().collect(),
        variables: std::env::vars_os().collect(),
        folder: std::env::current_dir().ok(),
        now: clock(),
        stdin: terminal(std::io::stdin().is_terminal()),
        stdout: terminal(std::io::stdout().is_terminal()),
        stderr: terminal(std::io::stderr().is_terminal()),
        console: Console { ask, read },
    };
    let ended = commands::run(environment);
    let mut code = ended.exit;
    if let Err(error) = std::io::stderr().lock().write_all(ended.stderr.as_bytes()) {
        code = code.max(commands::unwritten(&error));
    }
    let mut stdout = std::io::stdout().lock();
    if let Err(error) = stdout
        .write_all(&ended.stdout)
        .and_then(|()| stdout.flush())
    {
        let failed = commands::unwritten(&error);
        code = code.max(failed);
        if failed > 0 {
            // Where nothing can be said either, the exit code alone tells.
            let _ = writeln!(std::io::stderr(), "qms: {error}");
        }
    }
    ExitCode::from(code)
}

fn terminal(is: bool) -> Terminal {
    if is { Terminal::Yes } else { Terminal::No }
}

/// The clock of the system. Builds with debug assertions, those of tests, take another from
/// `QMS_CLOCK`; a release never does.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock and the environment"
)]
fn clock() -> chrono::DateTime<chrono::Utc> {
    let given = if cfg!(debug_assertions) {
        std::env::var("QMS_CLOCK").ok()
    } else {
        None
    };
    given
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(chrono::Utc::now)
}

/// The question goes where the person looks, before the answer is waited for.
fn ask(question: &str) -> std::io::Result<String> {
    let mut stderr = std::io::stderr().lock();
    stderr.write_all(question.as_bytes())?;
    stderr.flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line)
}

fn read() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
