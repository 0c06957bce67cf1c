//! The process that is killed: writes to a workspace without end, imports much into an empty one, goes through the desk or holds
//! sittings, and says on stdout what it begins and what is done.

use baton_tests::crash::sitting::{ACTS, act, detect};
use baton_tests::crash::{Act, first_import, perform};
use std::io::Write;
use std::path::PathBuf;
use workbench::workspace::Workspace;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().expect("a workspace"));
    let from = arguments.next().expect("the number of the next act, or \"first\", \"detect\", \"sit\"");
    let workspace = Workspace::open(&path).await.expect("the workspace opens");
    match from.as_str() {
        "first" => {
            say("begin", 0);
            first_import(&workspace).await;
            return say("done", 0);
        }
        "detect" => {
            say("begin", 0);
            detect(&workspace).await;
            return say("done", 0);
        }
        "sit" => {
            for number in 0..ACTS {
                say("begin", number);
                act(&workspace, number).await;
                say("done", number);
            }
            return;
        }
        _ => {}
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
