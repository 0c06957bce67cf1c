//! Why a command could not be carried out: one line on stderr, and an exit code.

use std::process::ExitCode;

#[derive(Debug)]
pub enum Failure {
    /// Wrong usage, or a request for help or the version, which clap words itself.
    Usage(clap::Error),
    /// One sentence: what happened, that nothing was lost, what to do.
    Sentence(String),
    /// Already told on stdout (a JSON report); only the exit code is left.
    Told,
}

impl Failure {
    pub fn sentence(text: impl Into<String>) -> Failure {
        Failure::Sentence(text.into())
    }

    /// Prints what has to be printed and returns the exit code: 1 for what could not be done, 2 for wrong usage.
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Usage(error) if error.use_stderr() => {
                eprintln!("baton: {}", one_line(&error));
                ExitCode::from(2)
            }
            Failure::Usage(error) => {
                print!("{}", error.render());
                ExitCode::SUCCESS
            }
            Failure::Sentence(text) => {
                eprintln!("baton: {}", text.replace('\n', " "));
                ExitCode::from(1)
            }
            Failure::Told => ExitCode::from(1),
        }
    }
}

/// clap's own message without its paragraphs, with where to read more.
fn one_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines = text.lines().take_while(|line| !line.starts_with("Usage:"));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    format!("{} (see baton --help)", words.join(" ").trim_start_matches("error: "))
}

/// A reader that closes the pipe early has what it wanted.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::sentence(error.to_string())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Failure {
        Failure::sentence(format!("the CSV could not be written: {error}"))
    }
}

impl From<String> for Failure {
    fn from(text: String) -> Failure {
        Failure::Sentence(text)
    }
}
