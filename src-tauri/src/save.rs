//! Files that leave the program: whole or not at all.

use crate::DoorError;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, ErrorKind};
use std::path::{Path, PathBuf};

/// A file being written beside its target, which takes its place once it is whole. Dropped unfinished, nothing is left of it.
pub struct Saving {
    target: PathBuf,
    beside: PathBuf,
    file: File,
}

impl Saving {
    /// Only a file is ever replaced: a folder or a device is refused.
    pub fn begin(target: &Path) -> Result<Saving, DoorError> {
        let failed = |cause| DoorError::file("Saving", target, cause);
        // A link is looked at, not through: it is what will be replaced.
        match std::fs::symlink_metadata(target) {
            Ok(there) if !there.is_file() && !there.is_symlink() => {
                return Err(DoorError::invalid(format!(
                    "{} is a folder or a device, so nothing was saved over it. Choose another name.",
                    target.display()
                )));
            }
            Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(failed(cause)),
            _ => {}
        }
        let mut beside = target.as_os_str().to_owned();
        beside.push(format!(".new-{}", std::process::id()));
        let beside = PathBuf::from(beside);
        // Left by a program of the same number that was killed; whatever else is there is not followed.
        let _ = std::fs::remove_file(&beside);
        let file = OpenOptions::new().write(true).create_new(true).open(&beside).map_err(failed)?;
        Ok(Saving { target: target.into(), beside, file })
    }

    /// The file being written, for what writes by path.
    pub fn path(&self) -> &Path {
        &self.beside
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

    #[test]
    fn a_folder_and_a_device_are_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        for target in [folder.path(), Path::new("/dev/null")] {
            let refused = Saving::begin(target).err().unwrap();
            assert!(refused.message.contains("Choose another name"), "{}: {}", target.display(), refused.message);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_what_it_points_to_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, link) = (folder.path().join("kept"), folder.path().join("figures.csv"));
        std::fs::write(&kept, "kept").unwrap();
        std::os::unix::fs::symlink(&kept, &link).unwrap();
        let saving = Saving::begin(&link).unwrap();
        saving.out().write_all(b"figures").unwrap();
        saving.finish().unwrap();
        assert_eq!(
            (std::fs::read(&kept).unwrap(), std::fs::read(&link).unwrap()),
            (b"kept".to_vec(), b"figures".to_vec())
        );
    }
}
