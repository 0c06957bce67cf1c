//! What a dry run has to say besides rejections: each remark by line, column, value and reason.

use playbook::record::{Disposition, HandoffRecord, Moment};
use std::ops::ControlFlow;
use std::path::PathBuf;
use workbench::imports::mapping::{EventTest, FieldSource, Mapping, Shape};
use workbench::imports::report::Problem;
use workbench::imports::{Chunk, dry_run, import, inspect, read};
use workbench::workspace::Workspace;

struct Files {
    _folder: tempfile::TempDir,
    paths: Vec<PathBuf>,
    mapping: Mapping,
}

fn files(texts: &[&str], zone: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let name = if number == 0 { "handoffs.csv".into() } else { format!("handoffs {number}.csv") };
        paths.push(folder.path().join(name));
        std::fs::write(&paths[number], text).unwrap();
    }
    let mapping = inspect(&paths, &[], zone).unwrap().mapping;
    Files { _folder: folder, paths, mapping }
}

impl Files {
    fn read(&self) -> (Vec<HandoffRecord>, Vec<Problem>) {
        let mut records = Vec::new();
        let summary = read(&self.paths, &self.mapping, &mut |_| (), &mut |chunk: Chunk| {
            records.extend(chunk.iter().map(|view| view.to_record()));
            ControlFlow::Continue(())
        })
        .unwrap();
        (records, summary.problems)
    }
}

type Told<'a> = (u64, &'a str, &'a str, &'a str);

/// Line, column, value and reason of what is kept.
fn remarks(problems: &[Problem]) -> Vec<Told<'_>> {
    assert!(problems.iter().all(|problem| !problem.rejected && !problem.file.is_empty()), "{problems:?}");
    problems
        .iter()
        .map(|problem| (problem.line, problem.column.as_str(), problem.value.as_str(), problem.reason.as_str()))
        .collect()
}

#[test]
fn times_that_never_came_or_came_twice() {
    let wide = files(
        &["Record ID,Created At,Accepted At\n\
           L-1,2026-03-28 02:30,2026-03-29 02:30\n\
           L-2,2026-10-25 02:30,2026-10-25 03:30\n\
           L-3,2026-10-25T02:30:00+01:00,\n"],
        "Europe/Vienna",
    );
    let (records, problems) = wide.read();
    assert_eq!(
        remarks(&problems),
        [
            (
                2,
                "Accepted At",
                "2026-03-29 02:30",
                "\"2026-03-29 02:30\" never came in Europe/Vienna: clocks went forward over it. The first instant after was taken"
            ),
            (
                3,
                "Created At",
                "2026-10-25 02:30",
                "\"2026-10-25 02:30\" came twice in Europe/Vienna: clocks went back over it. The first was taken"
            ),
        ]
    );
    // 01:00 UTC is the first instant after the gap; the first pass of 02:30 is 00:30 UTC, the second 01:30.
    let at = |record: usize, moment| records[record].at(moment).unwrap();
    assert_eq!(at(0, Moment::Accepted) - at(0, Moment::Started), (23 * 60 + 30) * 60_000);
    assert_eq!(at(2, Moment::Started) - at(1, Moment::Started), 60 * 60_000);

    let long = files(
        &["case,timestamp,status\n\
           C-1,2026-10-25 01:30,New\n\
           C-1,2026-10-25 02:15,Active\n\
           C-1,2026-10-25 03:15,Closed\n\
           C-2,2026-10-26 01:30,New\n\
           C-2,2026-10-26 02:30,Closed\n"],
        "Europe/Vienna",
    );
    let (_, problems) = long.read();
    assert_eq!(long.mapping.shape, Shape::Long);
    let told = remarks(&problems);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].0, told[0].1, told[0].2), (3, "timestamp", "2026-10-25 02:15"));
}

#[test]
fn dates_that_stand_for_none() {
    let placeholders = ["9999-12-31 23:59:59", "0001-01-01", "1900-01-01 00:00", "1970-01-01 00:00"];
    let mut text = "Record ID,Created At,Accepted At\nL-0,2026-01-05 09:00,2026-01-05 10:00\n".to_owned();
    for (number, date) in placeholders.iter().enumerate() {
        text += &format!("L-{},2026-01-05 09:00,{date}\n", number + 1);
    }
    let wide = files(&[&text], "UTC");
    let (records, problems) = wide.read();
    let told: Vec<_> = remarks(&problems).iter().map(|told| (told.0, told.1, told.2)).collect();
    let want: Vec<_> = placeholders.iter().zip(3..).map(|(date, line)| (line, "Accepted At", *date)).collect();
    assert_eq!(told, want);
    assert!(problems[0].reason.contains("a placeholder for no date"), "{}", problems[0].reason);
    assert_eq!(records.iter().filter(|record| record.at(Moment::Accepted).is_some()).count(), 1);

    let started = text.replace("2026-01-05 09:00,1900-01-01 00:00", "1900-01-01 00:00,");
    let (records, problems) = files(&[&started], "UTC").read();
    assert_eq!(records.len(), 4);
    let rejected: Vec<_> = problems
        .iter()
        .filter(|problem| problem.rejected)
        .map(|problem| (problem.line, problem.column.as_str()))
        .collect();
    assert_eq!(rejected, [(5, "Created At")]);
}

const UNLISTED: &str = "is not among the mapping's dispositions; the timestamps decide for its rows";

#[test]
fn dispositions_that_nobody_explained() {
    let wide = files(
        &["Record ID,Created At,Accepted At,Lead Status\n\
           L-1,2026-01-05 09:00,2026-01-05 10:00,Accepted\n\
           L-2,2026-01-05 09:00,2026-01-05 10:00,Parked\n\
           L-3,2026-01-05 09:00,,Parked\n\
           L-4,2026-01-05 09:00,,Rejected\n"],
        "UTC",
    );
    let (records, problems) = wide.read();
    let reason = format!("\"Parked\" {UNLISTED}");
    assert_eq!(remarks(&problems), [(3, "Lead Status", "Parked", reason.as_str())]);
    assert_eq!((records[1].disposition, records[2].disposition), (Disposition::Accepted, Disposition::Open));

    // Long: the value is the last one of its case, and stands in a line of its own.
    let long = files(
        &["case,timestamp,status\n\
           C-1,2026-01-05 09:00,New\n\
           C-1,2026-01-05 10:00,Active\n\
           C-2,2026-01-05 09:00,New\n\
           C-1,2026-01-05 11:00,Closed\n\
           C-2,2026-01-05 10:00,Active\n\
           C-2,2026-01-05 12:00,Parked\n\
           C-3,2026-01-05 09:00,New\n\
           C-3,2026-01-05 12:00,Parked\n"],
        "UTC",
    );
    assert_eq!(long.mapping.fields["disposition"], FieldSource::Column { column: "status".into() });
    let (records, problems) = long.read();
    assert_eq!(remarks(&problems), [(7, "status", "Parked", reason.as_str())]);
    let found: Vec<_> = records.iter().map(|record| record.disposition).collect();
    assert_eq!(found, [Disposition::Completed, Disposition::Accepted, Disposition::Open]);
}

#[test]
fn a_value_is_named_in_the_file_and_line_where_it_stands() {
    let mut long = files(
        &[
            "case,timestamp,status,deal amount\n\
             C-1,2026-01-05 09:00,New,1\n\
             C-1,2026-01-05 10:00,Active,1\n\
             C-1,2026-01-05 10:30,Awaiting User Info,1\n",
            "case,timestamp,status,deal amount\n\
             C-2,2026-01-05 09:00,New,2\n\
             C-1,2026-01-05 11:00,Closed,much\n",
        ],
        "UTC",
    );
    long.mapping.fields.insert("amount".into(), FieldSource::Column { column: "deal amount".into() });
    let (records, problems) = long.read();
    assert_eq!(records.len(), 1);
    let rejected: Vec<_> = problems
        .iter()
        .filter(|problem| problem.rejected)
        .map(|problem| (problem.file.as_str(), problem.line, problem.column.as_str(), problem.value.as_str()))
        .collect();
    assert_eq!(rejected, [("handoffs 1.csv", 3, "deal amount", "much")]);
}

const EVENTS: &str = "case,timestamp,status\n\
    C-1,2026-01-05 09:00:00,New\n\
    C-1,2026-01-05 10:00:00,Closed\n\
    C-1,2026-01-05 10:00:00,New\n\
    C-1,2026-01-05 11:00:00,Closed\n\
    C-2,2026-01-05 09:00:00,New\n\
    C-2,2026-01-05 10:00:00,New\n\
    C-2,2026-01-05 10:00:00,Closed\n\
    C-2,2026-01-05 11:00:00,Closed\n";

#[test]
fn events_of_one_second_in_an_impossible_order() {
    let (records, problems) = files(&[EVENTS], "UTC").read();
    let reason = "\"Closed\" and then \"New\" at the same instant fit what stands before and after only the other way round; \
                  the order of the file was taken";
    assert_eq!(remarks(&problems), [(4, "status", "New", reason)]);
    assert_eq!(records.len(), 2);
}

/// Salesforce's history reports and others stand with the newest change above: then the lower of two rows of one second is the
/// earlier event.
#[test]
fn a_history_that_stands_newest_first_reads_as_one_that_does_not() {
    let mut lines: Vec<&str> = EVENTS.lines().collect();
    lines[1..].reverse();
    let mut upright = files(&[EVENTS], "UTC");
    let mut reversed = files(&[&lines.join("\n")], "UTC");
    for mapping in [&mut upright.mapping, &mut reversed.mapping] {
        let changes = FieldSource::Changes { changes_of: "status".into(), count_missing: false };
        mapping.fields.insert("reassign_count".into(), changes);
        let first = FieldSource::FirstValue { first_value_of: "status".into() };
        mapping.fields.insert("trigger".into(), first);
        let back = EventTest { column: "status".into(), is: vec!["New".into()], changed: true };
        mapping.fields.insert("rejected_at".into(), FieldSource::LastEvent { last_event: back });
    }
    let (mut records, _) = reversed.read();
    records.sort_by(|a, b| a.record_id.cmp(&b.record_id));
    assert_eq!(records, upright.read().0);
    let (_, problems) = reversed.read();
    let told = remarks(&problems);
    assert_eq!(
        told[0],
        (
            0,
            "timestamp",
            "",
            "the newest events stand first; those of one instant were read from the last to the first"
        )
    );
}

#[test]
fn the_same_passage_twice() {
    let counted = files(
        &["Record ID,Cycle,Created At,Owner\n\
           R-1,1,2026-01-05,Dana\n\
           R-1,2,2026-01-06,Dana\n\
           R-1,2,2026-01-07,Zoë\n\
           R-1,2,2026-01-06,Dana\n\
           R-1,3,2026-01-06,Dana\n\
           R-2,1,2026-01-06,José\n"],
        "UTC",
    );
    let (records, problems) = counted.read();
    let found: Vec<_> = records.iter().map(|record| (record.cycle, record.owner.as_deref())).collect();
    assert_eq!(found, [(1, Some("Dana")), (3, Some("Dana")), (1, Some("José")), (2, Some("Dana"))]);
    let told: Vec<_> =
        problems.iter().map(|problem| (problem.line, problem.rejected, problem.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (4, true, "record id, handoff and cycle are those of line 3, other values differ; correct one"),
            (5, false, "the row says what line 3 says; it was counted once"),
        ]
    );
}

#[tokio::test]
async fn names_of_handoffs_that_the_policy_does_not_know() {
    let given = files(
        &["Record ID,Handoff,Created At\n\
           L-1,MQL -> SDR,2026-01-05 09:00\n\
           L-2,SDR → AE,2026-01-05 09:00\n\
           L-3,,2026-01-05 09:00\n\
           L-4,MQL -> SDR,2026-01-05 09:00\n"],
        "UTC",
    );
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.baton"), "W", "UTC").await.unwrap();
    let new = ["MQL -> SDR", "SDR → AE", "(blank)"];
    let dry = dry_run(&workspace, &given.paths, &given.mapping).await.unwrap();
    assert_eq!(dry.new_handoffs, new);
    assert!(workspace.policy().handoffs.is_empty());
    import(&workspace, &given.paths, &given.mapping, 0).await.unwrap();
    let points: Vec<_> = workspace
        .policy()
        .handoffs
        .iter()
        .map(|point| (point.name.clone(), point.sender.clone(), point.receiver.clone()))
        .collect();
    let point = |name: &str, sender: &str, receiver: &str| (name.to_owned(), sender.to_owned(), receiver.to_owned());
    assert_eq!(points, [point(new[0], "MQL", "SDR"), point(new[1], "SDR", "AE"), point(new[2], "", "(blank)")]);
    assert!(dry_run(&workspace, &given.paths, &given.mapping).await.unwrap().new_handoffs.is_empty());
    workspace.close().await.unwrap();
}
