//! Files that leave the program: whole or not at all.

use crate::DoorError;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// A file being written beside its target, which takes its place once it is whole. Dropped unfinished, nothing is left of it.
pub struct Saving {
    target: PathBuf,
    beside: PathBuf,
    file: File,
}

impl Saving {
    pub fn begin(target: &Path) -> Result<Saving, DoorError> {
        let mut beside = target.as_os_str().to_owned();
        beside.push(format!(".new-{}", std::process::id()));
        let beside = PathBuf::from(beside);
        let file = File::create(&beside).map_err(|cause| DoorError::file("Saving", target, cause))?;
        Ok(Saving { target: target.into(), beside, file })
    }

    /// Where to write.
    pub fn out(&self) -> BufWriter<&File> {
        BufWriter::new(&self.file)
    }

    /// Puts the file in its place. A link there is replaced, not followed.
    pub fn finish(self) -> Result<(), DoorError> {
        let placed = self.file.sync_all().and_then(|()| std::fs::rename(&self.beside, &self.target));
        placed.map_err(|cause| DoorError::file("Saving", &self.target, cause))
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        // Gone already where it was put in its place.
        let _ = std::fs::remove_file(&self.beside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_save_broken_off_leaves_the_file_that_was_there_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("figures.csv");
        let first = Saving::begin(&path).unwrap();
        first.out().write_all(b"first").unwrap();
        first.finish().unwrap();
        let second = Saving::begin(&path).unwrap();
        second.out().write_all(b"second, cut o").unwrap();
        drop(second);
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
