//! The workspace file: what is refused at the door, who may write, and that a refused file stays as it was.

use baton_tests::rows::{TestRow, import, stored_rows};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use workbench::imports::store::StoreMode;
use workbench::workspace::{Workspace, verify};

async fn new_workspace(folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    let workspace = Workspace::create(&path, "Meridian", "Europe/Berlin").await.expect("a new workspace");
    import(&workspace, rows(200, "Ada"), StoreMode::Write).await.expect("an import");
    workspace.close().await.expect("closing");
    path
}

fn rows(count: u32, owner: &str) -> Vec<TestRow> {
    (0..count).map(|record| TestRow::new(record, "MQL -> SDR", 1, owner)).collect()
}

fn sqlite(path: &Path, sql: &str) {
    let done = Command::new("sqlite3").arg(path).arg(sql).output().expect("the sqlite3 shell");
    assert!(done.status.success(), "sqlite3 said {}", String::from_utf8_lossy(&done.stderr));
}

/// File managers know a workspace by what the package's MIME file says of its first bytes.
#[tokio::test]
async fn a_workspace_has_the_bytes_that_the_package_announces() {
    let announced = std::fs::read_to_string(baton_tests::root().join("src-tauri/linux/baton.xml")).unwrap();
    let folder = TempDir::new().unwrap();
    let header = std::fs::read(new_workspace(&folder, "company.baton").await).unwrap();
    let matches: Vec<_> = announced.lines().filter_map(|line| line.trim().strip_prefix("<match ")).collect();
    assert_eq!(matches.len(), 2);
    for told in matches {
        let part = |name: &str| told.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0;
        assert!(header[part("offset").parse::<usize>().unwrap()..].starts_with(part("value").as_bytes()), "{told}");
    }
}

/// What is done to a sound workspace, and what the refusal has to say.
struct Hostile {
    name: &'static str,
    spoil: fn(&Path),
    says: &'static str,
}

const HOSTILE: &[Hostile] = &[
    Hostile {
        name: "a text file",
        spoil: |path| write(path, b"Lead ID,Owner\n1,Ada\n".as_slice()),
        says: "it is a text file",
    },
    Hostile { name: "an empty file", spoil: |path| write(path, b""), says: "it is empty" },
    Hostile {
        name: "random bytes",
        spoil: |path| {
            let mut state = 42u64;
            let bytes: Vec<u8> = (0..8_192)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 33) as u8
                })
                .collect();
            write(path, bytes);
        },
        says: "its first bytes are not a database's",
    },
    Hostile {
        name: "cut within the header",
        spoil: |path| cut(path, 60),
        says: "it ends within its first hundred bytes",
    },
    Hostile { name: "cut in the middle", spoil: |path| cut(path, 20_000), says: "bytes are there" },
    Hostile {
        name: "another program's",
        spoil: |path| sqlite(path, "pragma application_id = 7"),
        says: "another program's database",
    },
    Hostile {
        name: "of a newer Baton",
        spoil: |path| sqlite(path, "pragma user_version = 900"),
        says: "written by a newer Baton (format 900",
    },
    Hostile {
        name: "without a format",
        spoil: |path| sqlite(path, "pragma user_version = 0"),
        says: "its format number is missing",
    },
    Hostile {
        name: "with a trigger",
        spoil: |path| sqlite(path, "create trigger t after insert on batches begin delete from records; end"),
        says: "a trigger \"t\" on the table \"batches\"",
    },
    Hostile { name: "with a view", spoil: |path| sqlite(path, "create view v as select 1"), says: "a view \"v\"" },
    Hostile { name: "with a table", spoil: |path| sqlite(path, "create table extra (a)"), says: "a table \"extra\"" },
    Hostile {
        name: "with a virtual table",
        spoil: |path| sqlite(path, "create virtual table v using fts5(a)"),
        says: "a table \"v",
    },
    Hostile {
        name: "without an index",
        spoil: |path| sqlite(path, "drop index records_passage"),
        says: "no index \"records_passage\"",
    },
    Hostile {
        name: "with a view in a table's place",
        spoil: |path| sqlite(path, "alter table reviews rename to r; create view reviews as select * from r"),
        says: "holds what Baton did not put there",
    },
    Hostile {
        name: "with a column more",
        spoil: |path| sqlite(path, "alter table records add column x"),
        says: "the table \"records\" in another shape",
    },
    Hostile {
        name: "with pages overwritten",
        spoil: |path| {
            let mut bytes = std::fs::read(path).expect("the file");
            let end = bytes.len();
            bytes[8_192..end].fill(0xA5);
            write(path, bytes);
        },
        says: "is damaged",
    },
];

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::write(path, bytes).expect("writing the hostile file");
}

fn cut(path: &Path, to: u64) {
    std::fs::OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(to)).expect("cutting the file");
}

#[tokio::test]
async fn hostile_files_are_refused_with_a_sentence_and_left_as_they_were() {
    let folder = TempDir::new().expect("a folder");
    let sound = new_workspace(&folder, "sound.baton").await;
    for hostile in HOSTILE {
        let path = folder.path().join("hostile.baton");
        std::fs::copy(&sound, &path).expect("a copy");
        (hostile.spoil)(&path);
        let before = std::fs::read(&path).expect("the file");
        let refusal = match Workspace::open(&path).await {
            Ok(_) => panic!("{}: opened", hostile.name),
            Err(refusal) => refusal.to_string(),
        };
        assert!(refusal.contains(hostile.says), "{}: {refusal}", hostile.name);
        assert!(
            refusal.contains("othing was written to it"),
            "{}: does not say that nothing was written: {refusal}",
            hostile.name
        );
        assert_eq!(before, std::fs::read(&path).expect("the file"), "{}: was written to", hostile.name);
        let left: Vec<_> = std::fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(left.len(), 2, "{}: left {left:?} beside it", hostile.name);
        std::fs::remove_file(&path).expect("removing");
    }
}

#[tokio::test]
async fn a_closed_workspace_is_one_file_and_opens_again_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    let path = new_workspace(&folder, "one.baton").await;
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["one.baton"]);
    let workspace = Workspace::open(&path).await.expect("opening");
    assert_eq!(stored_rows(&workspace).await, rows(200, "Ada"));
    let summary = workspace.summary().await.expect("a summary");
    assert_eq!((summary.company.as_str(), summary.records, summary.read_only), ("Meridian", 200, None));
    workspace.close().await.expect("closing");
    let report = verify(&path).await.expect("verifying");
    assert!(report.sound, "{report:?}");
}

#[tokio::test]
async fn creating_never_replaces_a_file() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("there.baton");
    write(&path, b"mine");
    let refusal = Workspace::create(&path, "Meridian", "UTC").await.err().expect("a refusal").to_string();
    assert!(refusal.contains("exists already"), "{refusal}");
    assert_eq!(std::fs::read(&path).expect("the file"), b"mine");
}

#[tokio::test]
async fn a_second_opener_reads_along_and_learns_who_writes() {
    let folder = TempDir::new().expect("a folder");
    let path = new_workspace(&folder, "shared.baton").await;
    let first = Workspace::open(&path).await.expect("opening");
    let second = Workspace::open(&path).await.expect("opening for reading");
    let holder = second.summary().await.expect("a summary").read_only.expect("a holder");
    assert!(holder.words.contains(&format!("process {}", std::process::id())), "{}", holder.words);
    let refused = import(&second, rows(1, "Bo"), StoreMode::Write).await.err().expect("no second writer").to_string();
    assert!(refused.contains("open for reading only") && refused.contains("open by"), "{refused}");
    import(&first, rows(300, "Bo"), StoreMode::Write).await.expect("the first one writes");
    assert_eq!(second.summary().await.expect("a summary").records, 300, "the reader sees what the writer wrote");
    assert_eq!(stored_rows(&second).await, rows(300, "Bo"));
    second.close().await.expect("closing the reader");
    first.close().await.expect("closing the writer");
    let third = Workspace::open(&path).await.expect("opening");
    assert_eq!(third.summary().await.expect("a summary").read_only, None, "free again");
}

#[tokio::test]
async fn a_backup_of_an_open_workspace_is_whole() {
    let folder = TempDir::new().expect("a folder");
    let path = new_workspace(&folder, "open.baton").await;
    let workspace = Workspace::open(&path).await.expect("opening");
    import(&workspace, rows(500, "Cy"), StoreMode::Write).await.expect("an import");
    let copy = folder.path().join("copy.baton");
    workspace.backup(&copy).await.expect("a backup");
    let again = workspace.backup(&copy).await.err().expect("no second backup over the first").to_string();
    assert!(again.contains("exists already"), "{again}");
    let report = verify(&copy).await.expect("verifying");
    assert!(report.sound && report.records == 500, "{report:?}");
    let opened = Workspace::open(&copy).await.expect("opening the copy");
    assert_eq!(stored_rows(&opened).await, rows(500, "Cy"));
}

#[tokio::test]
async fn verify_finds_what_was_changed_behind_its_back() {
    let folder = TempDir::new().expect("a folder");
    let sound = new_workspace(&folder, "sound.baton").await;
    let table = [
        ("record count", "delete from records where id = 7"),
        ("policy digests", "update policy_versions set body = replace(body, 'Meridian', 'Other') where version = 1"),
        ("batch sums", "update batches set unchanged = 5000"),
        ("handoff points", "update records set handoff = 'H99' where id = 3"),
        ("references", "update records set batch = 77 where id = 3"),
    ];
    for (check, sql) in table {
        let path = folder.path().join("changed.baton");
        std::fs::copy(&sound, &path).expect("a copy");
        sqlite(&path, sql);
        let report = verify(&path).await.expect("a report");
        let failed: Vec<_> = report.checks.iter().filter(|check| !check.passed).map(|check| check.name).collect();
        assert!(!report.sound && failed.contains(&check), "{sql}: failed {failed:?}");
    }
}
