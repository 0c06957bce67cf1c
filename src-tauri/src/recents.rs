//! Workspaces that were open before, remembered in one small JSON file. The file may be missing, old or broken: then nothing is
//! remembered, and nothing else suffers.

use crate::Recent;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use workbench::workspace::Summary;

/// How many are kept; pinned ones go last.
const MOST: usize = 20;

pub struct Recents {
    file: PathBuf,
    list: Vec<Recent>,
}

impl Recents {
    pub fn load(file: &Path) -> Recents {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        // Entry by entry: one that a later Baton wrote otherwise must not take the others with it.
        let entries: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap_or_default();
        let list = entries.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect();
        Recents { file: file.to_path_buf(), list }
    }

    /// Pinned first, then the latest; each with whether it is still there.
    pub fn list(&self) -> Vec<Recent> {
        let mut list: Vec<Recent> =
            self.list.iter().map(|recent| Recent { missing: !recent.path.exists(), ..recent.clone() }).collect();
        list.sort_by_key(|recent| (!recent.pinned, -recent.last_opened));
        list
    }

    pub fn knows(&self, path: &Path) -> bool {
        self.list.iter().any(|recent| recent.path == path)
    }

    /// A workspace was opened now.
    pub fn opened(&mut self, path: &Path, name: &str) {
        let pinned = self.list.iter().any(|recent| recent.path == path && recent.pinned);
        self.list.retain(|recent| recent.path != path);
        let (path, name) = (path.into(), name.into());
        self.list.push(Recent { path, name, last_opened: now(), records: None, as_of: None, missing: false, pinned });
        self.list = self.list();
        self.list.truncate(MOST);
        self.save();
    }

    /// What the open workspace holds now, to be told when it is no longer open.
    pub fn seen(&mut self, summary: &Summary) {
        let Some(recent) = self.list.iter_mut().find(|recent| recent.path == summary.path) else { return };
        let now = (summary.company.clone(), Some(summary.records), summary.as_of);
        if (recent.name.clone(), recent.records, recent.as_of) != now {
            (recent.name, recent.records, recent.as_of) = now;
            self.save();
        }
    }

    pub fn forget(&mut self, path: &Path) {
        self.list.retain(|recent| recent.path != path);
        self.save();
    }

    pub fn pin(&mut self, path: &Path, pinned: bool) {
        for recent in self.list.iter_mut().filter(|recent| recent.path == path) {
            recent.pinned = pinned;
        }
        self.save();
    }

    /// Not to remember a file is no reason to refuse to open it, so a failure is passed over.
    fn save(&self) {
        let Some(folder) = self.file.parent() else { return };
        let Ok(text) = serde_json::to_string_pretty(&self.list) else { return };
        let beside = self.file.with_extension("json.new");
        // Written beside and renamed: a crash halfway leaves the old list.
        let _ = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&beside, text))
            .and_then(|()| std::fs::rename(&beside, &self.file));
    }
}

fn now() -> playbook::Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_new_folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config/recents.json");
        (folder, file)
    }

    #[test]
    fn what_was_opened_is_there_after_a_restart_pinned_first() {
        let (folder, file) = in_new_folder();
        let there = folder.path().join("there.baton");
        std::fs::write(&there, "").unwrap();
        let mut recents = Recents::load(&file);
        recents.opened(Path::new("/nowhere/Acme.baton"), "Acme");
        recents.pin(Path::new("/nowhere/Acme.baton"), true);
        recents.opened(&there, "Kestrel");
        let list = Recents::load(&file).list();
        let told: Vec<_> = list.iter().map(|recent| (recent.name.as_str(), recent.pinned, recent.missing)).collect();
        assert_eq!(told, [("Acme", true, true), ("Kestrel", false, false)]);
    }

    #[test]
    fn opening_again_keeps_the_pin_and_adds_no_second_entry() {
        let (_folder, file) = in_new_folder();
        let mut recents = Recents::load(&file);
        recents.opened(Path::new("/a.baton"), "A");
        recents.pin(Path::new("/a.baton"), true);
        recents.opened(Path::new("/a.baton"), "A, renamed");
        let list = recents.list();
        assert_eq!((list.len(), list[0].pinned, list[0].name.as_str()), (1, true, "A, renamed"));
    }

    #[test]
    fn twenty_are_kept_and_the_pinned_one_among_them() {
        let (_folder, file) = in_new_folder();
        let mut recents = Recents::load(&file);
        recents.opened(Path::new("/first.baton"), "first");
        recents.pin(Path::new("/first.baton"), true);
        for number in 0..40 {
            recents.opened(&PathBuf::from(format!("/{number}.baton")), "another");
        }
        assert_eq!(recents.list().len(), MOST);
        assert!(recents.knows(Path::new("/first.baton")));
        assert!(recents.knows(Path::new("/39.baton")));
    }

    #[test]
    fn a_broken_list_is_an_empty_one_and_a_strange_entry_is_passed_over() {
        let cases = [
            ("cut off", r#"[{"path": "/a.baton", "na"#, 0),
            ("not a list", r#"{"path": "/a.baton"}"#, 0),
            ("bytes", "\u{0}\u{1}\u{2}", 0),
            ("empty", "", 0),
            ("one strange entry", r#"[{"path": "/a.baton", "name": "A", "last_opened": 1}, {"path": 7}, "x"]"#, 1),
        ];
        for (case, text, known) in cases {
            let (_folder, file) = in_new_folder();
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, text).unwrap();
            let mut recents = Recents::load(&file);
            assert_eq!(recents.list().len(), known, "{case}");
            recents.opened(Path::new("/b.baton"), "B");
            assert_eq!(Recents::load(&file).list().len(), known + 1, "{case}: the next list is whole again");
        }
    }
}
