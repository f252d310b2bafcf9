//! The binary: reads arguments, environment, clock and terminal once, and returns the exit code.

use qms::commands::{self, Console, Environment, Terminal};
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let environment = Environment {
        arguments: std::env::args_os().collect(),
        variables: std::env::vars_os().collect(),
        folder: std::env::current_dir().ok(),
        now: chrono::Utc::now(),
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
    if let Err(error) = stdout.write_all(&ended.stdout).and_then(|()| stdout.flush()) {
        code = code.max(commands::unwritten(&error));
    }
    ExitCode::from(code)
}

fn terminal(is: bool) -> Terminal {
    if is { Terminal::Yes } else { Terminal::No }
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
