//! `baton`: everything that a script would want, without a window.

use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = BufWriter::new(stdout().lock());
    let outcome = baton_cli::run(std::env::args_os(), &mut out);
    // A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
    let flushed = out.flush();
    match outcome {
        Ok(()) if flushed.as_ref().is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) => {
            eprintln!("baton: the output could not be written completely");
            ExitCode::from(1)
        }
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
