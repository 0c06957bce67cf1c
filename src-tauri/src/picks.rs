//! Asking a person for files: the system's own dialogs, or for automation the paths in `BATON_PICK`, joined by line breaks.

use crate::DoorError;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// A kind of file, as dialogs name it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub extensions: &'static [&'static str],
}

pub const WORKSPACE: Kind = Kind { name: "Baton workspace", extensions: &["baton"] };
pub const TABLE: Kind = Kind { name: "CRM export", extensions: &["csv", "tsv", "txt", "xlsx"] };
pub const CALENDAR: Kind = Kind { name: "Calendar", extensions: &["ics"] };
pub const POLICY: Kind = Kind { name: "Policy", extensions: &["json"] };
pub const CSV: Kind = Kind { name: "CSV", extensions: &["csv"] };
pub const JSON_LINES: Kind = Kind { name: "JSON lines", extensions: &["jsonl"] };
pub const PNG: Kind = Kind { name: "PNG image", extensions: &["png"] };
pub const PDF: Kind = Kind { name: "PDF", extensions: &["pdf"] };
/// By the pack's formats, in their order.
pub const PACKS: [Kind; 5] = [
    PDF,
    Kind { name: "Web page", extensions: &["html"] },
    Kind { name: "Excel workbook", extensions: &["xlsx"] },
    Kind { name: "PowerPoint slides", extensions: &["pptx"] },
    Kind { name: "CSV tables", extensions: &["zip"] },
];
pub const SVG: Kind = Kind { name: "SVG image", extensions: &["svg"] };

/// Where answers come from.
#[derive(Debug, Clone, Default)]
pub struct Picks {
    /// Answers instead of a person; `None` = a person is asked.
    automation: Option<Vec<PathBuf>>,
}

impl Picks {
    /// Answers of `BATON_PICK`, where it is set.
    pub fn from_environment() -> Picks {
        Picks { automation: std::env::var("BATON_PICK").ok().map(|paths| paths.lines().map(PathBuf::from).collect()) }
    }

    /// Answers with these paths, in tests.
    #[cfg(test)]
    pub fn automated(paths: Vec<PathBuf>) -> Picks {
        Picks { automation: Some(paths) }
    }

    pub fn is_automated(&self) -> bool {
        self.automation.is_some()
    }

    /// One or more existing files; empty = cancelled.
    pub async fn open_many<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        title: &str,
        kind: Kind,
    ) -> Result<Vec<PathBuf>, DoorError> {
        if let Some(paths) = &self.automation {
            return Ok(paths.iter().filter(|path| is_of(path, kind)).cloned().collect());
        }
        let picked = ask(|answer| dialog(app, title, kind).pick_files(answer)).await?;
        picked.unwrap_or_default().into_iter().map(path_of).collect()
    }

    /// One existing file; `None` = cancelled.
    pub async fn open_one<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        title: &str,
        kind: Kind,
    ) -> Result<Option<PathBuf>, DoorError> {
        if let Some(paths) = &self.automation {
            return Ok(paths.iter().find(|path| is_of(path, kind)).cloned());
        }
        let picked = ask(|answer| dialog(app, title, kind).pick_file(answer)).await?;
        picked.map(path_of).transpose()
    }

    /// Where to save; `None` = cancelled. The name ends in the kind's extension, whatever was typed. Automation saves under the
    /// suggested name, in the folder of its first path: the paths themselves are files to read.
    pub async fn save<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        title: &str,
        kind: Kind,
        suggested: &str,
    ) -> Result<Option<PathBuf>, DoorError> {
        if let Some(paths) = &self.automation {
            let folder = paths.first().and_then(|path| path.parent());
            return Ok(folder.map(|folder| folder.join(suggested)));
        }
        let dialog = dialog(app, title, kind).set_file_name(suggested).set_can_create_directories(true);
        let picked = ask(|answer| dialog.save_file(answer)).await?.map(path_of).transpose()?;
        Ok(picked.map(|path| with_extension(path, kind)))
    }
}

fn dialog<R: Runtime>(app: &AppHandle<R>, title: &str, kind: Kind) -> FileDialogBuilder<R> {
    app.dialog().file().set_title(title).add_filter(kind.name, kind.extensions)
}

/// Runs a dialog, which answers on another thread.
async fn ask<T: Send + 'static>(show: impl FnOnce(Box<dyn FnOnce(T) + Send>)) -> Result<T, DoorError> {
    let (send, receive) = oneshot::channel();
    show(Box::new(move |answer| drop(send.send(answer))));
    receive.await.map_err(DoorError::unexpected)
}

fn path_of(picked: FilePath) -> Result<PathBuf, DoorError> {
    picked.into_path().map_err(DoorError::invalid)
}

fn is_of(path: &std::path::Path, kind: Kind) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| kind.extensions.contains(&extension.as_str()))
}

/// `Acme` → `Acme.baton`, `Acme v2.1` → `Acme v2.1.baton`.
fn with_extension(path: PathBuf, kind: Kind) -> PathBuf {
    if is_of(&path, kind) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(kind.extensions[0]);
    PathBuf::from(name)
}

/// A file name that every file system takes, from a title somebody typed.
pub fn file_name(title: &str, kind: Kind) -> String {
    let kept: String = title
        .chars()
        .map(|letter| if letter.is_alphanumeric() || " -_.,&()".contains(letter) { letter } else { '-' })
        .collect();
    let kept = kept.trim().trim_start_matches('.').trim();
    let kept = if kept.is_empty() { "Workspace" } else { kept };
    format!("{}.{}", kept.chars().take(80).collect::<String>(), kind.extensions[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_names_end_in_the_kinds_extension() {
        for (typed, saved) in
            [("/a/Acme", "/a/Acme.baton"), ("/a/Acme.BATON", "/a/Acme.BATON"), ("/a/Acme v2.1", "/a/Acme v2.1.baton")]
        {
            assert_eq!(with_extension(PathBuf::from(typed), WORKSPACE), PathBuf::from(saved), "{typed}");
        }
    }

    #[test]
    fn names_of_companies_become_file_names() {
        let cases = [
            ("Meridian Controls", "Meridian Controls.baton"),
            ("../../etc/passwd", "-..-etc-passwd.baton"),
            ("A/B: \"C\"", "A-B- -C-.baton"),
            ("   ", "Workspace.baton"),
            ("Österreich & Söhne", "Österreich & Söhne.baton"),
        ];
        for (title, name) in cases {
            assert_eq!(file_name(title, WORKSPACE), name);
        }
    }
}
