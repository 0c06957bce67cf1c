//! The process that is killed: writes to a workspace without end, or imports much into an empty one, and says on stdout what it
//! begins and what is done.

use baton_tests::crash::{Act, first_import, perform};
use std::io::Write;
use std::path::PathBuf;
use workbench::workspace::Workspace;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().expect("a workspace"));
    let from = arguments.next().expect("the number of the next act, or \"first\"");
    let workspace = Workspace::open(&path).await.expect("the workspace opens");
    if from == "first" {
        say("begin", 0);
        first_import(&workspace).await;
        say("done", 0);
        return;
    }
    let from: u32 = from.parse().expect("the number of the next act");
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
