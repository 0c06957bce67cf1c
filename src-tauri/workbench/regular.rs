//! Opening what people name as a file. A folder has nothing to read, and a pipe or device would be waited for or never end.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// Opens a regular file to be read. The error of anything else says what it is and what to do.
pub fn open_regular(path: &Path) -> Result<File, Error> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is a folder; choose the files in it"));
    }
    if !meta.is_file() {
        let why = "it is a pipe or a device; save what comes out of it as a file and take that";
        return Err(Error::new(ErrorKind::InvalidInput, why));
    }
    File::open(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::open_regular;
    use std::path::{Path, PathBuf};

    #[test]
    fn only_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("leads.csv");
        std::fs::write(&file, "a,b\n").unwrap();
        open_regular(&file).unwrap();
        let cases: [(PathBuf, &str); 3] = [
            (folder.path().into(), "it is a folder"),
            (Path::new("/dev/zero").into(), "it is a pipe or a device"),
            (folder.path().join("gone.csv"), "No such file"),
        ];
        for (path, words) in cases {
            let refused = open_regular(&path).unwrap_err().to_string();
            assert!(refused.contains(words), "{refused}");
        }
    }
}
