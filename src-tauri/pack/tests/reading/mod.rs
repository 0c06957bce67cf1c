//! Files as other programs read them.

use std::io::Write;
use std::process::{Command, Stdio};

/// What another program reads out of a file. `None`, said visibly, where there is no such program; in CI that is a failure.
pub fn read_by(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let started = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut running) = started else {
        let missing = format!("{program} is not installed (package poppler-utils)");
        assert!(std::env::var_os("CI").is_none(), "{missing}");
        eprintln!("SKIPPED: {missing}");
        return None;
    };
    let (mut input, bytes) = (running.stdin.take().unwrap(), bytes.to_vec());
    let feeding = std::thread::spawn(move || input.write_all(&bytes));
    let done = running.wait_with_output().unwrap();
    // A reader that has seen enough closes its end.
    let _ = feeding.join().unwrap();
    assert!(done.status.success(), "{program} cannot read it");
    Some(done.stdout)
}
