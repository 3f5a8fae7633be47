//! The program: hands over to [`repconv::cli`], tells a failure in two lines, sets the exit status.

use std::process::ExitCode;

use repconv::cli::{self, Failure};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Ok(outcome) => outcome.into(),
        // Whoever read the output has had enough (`repconv show … | head`): nothing to complain of.
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            cli::tell(&failure);
            ExitCode::from(2)
        }
    }
}
