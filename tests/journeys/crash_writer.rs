//! The process that `crash.rs` kills: writes to a workspace without end, and says on stdout what it begins and what is done.

use baton_tests::crash::{Act, perform};
use std::io::Write;
use std::path::PathBuf;
use workbench::workspace::Workspace;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().expect("a workspace"));
    let from: u32 = arguments.next().and_then(|number| number.parse().ok()).expect("the number of the next act");
    let workspace = Workspace::open(&path).await.expect("the workspace opens");
    for number in from.. {
        say("begin", number);
        perform(&workspace, &Act::numbered(number)).await;
        say("done", number);
    }
}

fn say(what: &str, number: u32) {
    let mut out = std::io::stdout();
    // The reader gone means that the test is over.
    if writeln!(out, "{what} {number}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
