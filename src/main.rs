//! The program: runs the command line, reports a failure in two lines and sets the exit status.

mod cli;

use std::ffi::OsString;
use std::process::ExitCode;

use cli::Failure;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let status = match cli::run(&arguments) {
        Ok(outcome) => outcome.into(),
        // Whoever read the output has had enough (`repconv show … | head`): nothing to complain of.
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            cli::tell(&failure);
            ExitCode::from(2)
        }
    };
    cli::keep_open(&arguments);
    status
}
