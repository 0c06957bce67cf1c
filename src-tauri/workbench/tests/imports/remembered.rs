//! The mapping of an earlier import, found again for files like its own.

use playbook::record::Disposition;
use std::path::{Path, PathBuf};
use workbench::imports::mapping::{ColumnType, DateOrder, FieldSource, FileMapping, Mapping, Shape};
use workbench::imports::report::{Inspection, QuestionKind};
use workbench::imports::{Beforehand, import, inspect, inspect_as};
use workbench::workspace::Workspace;

struct Desk {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

impl Desk {
    async fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::create(&folder.path().join("w.baton"), "W", "UTC").await.unwrap();
        Desk { folder, workspace }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Imports files by a mapping that a person has edited.
    async fn import(&self, paths: &[PathBuf], now: i64, edit: impl FnOnce(&mut Mapping)) {
        let mut mapping = inspect(paths, &[], "UTC").unwrap().mapping;
        edit(&mut mapping);
        let report = import(&self.workspace, paths, &mapping, now).await.unwrap();
        assert!(report.batch.is_some(), "{report:?}");
    }

    async fn inspect(&self, paths: &[PathBuf]) -> Inspection {
        inspect(paths, &self.workspace.remembered_mappings().await.unwrap(), "UTC").unwrap()
    }
}

fn column(name: &str) -> FieldSource {
    FieldSource::Column { column: name.into() }
}

/// Every date of it reads two ways.
const OCTOBER: &str = "Lead ID;Created;Accepted;Rep;Channel;Verdict\n\
    L-1;05-06-2018;06-06-2018;Dana;web;Taken\n\
    L-2;07-06-2018;;José;fair;Dropped\n";

/// What nobody could have suggested: the day comes first, the channel is the segment, Taken means accepted.
fn said(mapping: &mut Mapping) {
    mapping.source = "Leads of the shop".into();
    mapping.fields.insert("accepted_at".into(), column("Accepted"));
    mapping.fields.insert("disposition".into(), column("Verdict"));
    mapping.fields.insert("segment".into(), column("Channel"));
    mapping.fields.remove("source");
    mapping.attributes.clear();
    mapping.dispositions.insert("Taken".into(), Disposition::Accepted);
    for typed in mapping.files[0].columns.values_mut() {
        if let ColumnType::Date { order, .. } = typed {
            *order = DateOrder::Dmy;
        }
    }
}

fn order_of(mapping: &Mapping, name: &str) -> DateOrder {
    match &mapping.files[0].columns[name] {
        ColumnType::Date { order, .. } | ColumnType::Instant { order, .. } => *order,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn it_is_offered_for_the_same_columns_in_any_order_and_dialect() {
    let desk = Desk::new().await;
    desk.import(&[desk.file("october.csv", OCTOBER)], 1_540_000_000_000, said).await;
    let november =
        "As of December\n\nVerdict,Channel,lead id,Created,Accepted,Rep\nTaken,web,L-3,01-07-2018,02-07-2018,Dana\n";
    let found = desk.inspect(&[desk.file("november.csv", november)]).await;
    let recall = found.remembered.unwrap();
    assert_eq!((recall.files.as_slice(), recall.used_at), (["october.csv".to_owned()].as_slice(), 1_540_000_000_000));
    assert!(recall.new_columns.is_empty() && recall.gone_columns.is_empty() && recall.lost_fields.is_empty());
    let mapping = found.mapping;
    assert_eq!(mapping.source, "Leads of the shop");
    assert_eq!(
        (mapping.fields["segment"].clone(), mapping.fields["record_id"].clone()),
        (column("Channel"), column("lead id"))
    );
    assert_eq!((order_of(&mapping, "Created"), order_of(&mapping, "Accepted")), (DateOrder::Dmy, DateOrder::Dmy));
    assert_eq!(mapping.dispositions["Taken"], Disposition::Accepted);
    assert!(!found.questions.iter().any(|question| question.kind == QuestionKind::AmbiguousDate));
    // How the file is written is its own matter.
    let file = &mapping.files[0];
    assert_eq!((file.name.as_str(), file.delimiter, file.header_line), ("november.csv", Some(','), 3));
    let report = import(&desk.workspace, &[desk.folder.path().join("november.csv")], &mapping, 0).await.unwrap();
    assert_eq!((report.accepted, report.rejected), (1, 0), "{report:?}");
}

#[tokio::test]
async fn columns_more_or_less_are_said_and_do_not_hide_it() {
    let desk = Desk::new().await;
    desk.import(&[desk.file("october.csv", OCTOBER)], 0, said).await;
    let changed = "Lead ID;Created;Rep;Channel;Verdict;First Touch At;Company\nL-3;01-07-2018;Dana;web;Taken;2018-07-01 10:00;Acme\n";
    let found = desk.inspect(&[desk.file("november.csv", changed)]).await;
    let recall = found.remembered.unwrap();
    assert_eq!(recall.new_columns, ["First Touch At", "Company"]);
    assert_eq!(recall.gone_columns, ["Accepted"]);
    assert_eq!(recall.lost_fields, ["accepted_at"]);
    let fields = &found.mapping.fields;
    assert_eq!((fields.get("accepted_at"), &fields["first_touch_at"]), (None, &column("First Touch At")));
    assert_eq!(found.mapping.attributes, ["Company"]);
    assert_eq!(fields["segment"], column("Channel"));
}

#[tokio::test]
async fn values_that_prove_another_order_go_before_what_is_remembered() {
    let desk = Desk::new().await;
    desk.import(&[desk.file("october.csv", OCTOBER)], 0, said).await;
    let american = OCTOBER.replace("07-06-2018", "07-16-2018");
    let mapping = desk.inspect(&[desk.file("november.csv", &american)]).await.mapping;
    assert_eq!((order_of(&mapping, "Created"), order_of(&mapping, "Accepted")), (DateOrder::Mdy, DateOrder::Mdy));
}

#[tokio::test]
async fn other_files_get_their_own_suggestion_and_name() {
    let desk = Desk::new().await;
    desk.import(&[desk.file("leads 2018-10.csv", OCTOBER)], 0, |mapping| {
        said(mapping);
        mapping.source = "Leads".into();
    })
    .await;
    let others = [
        ("nothing in common", "Ticket,Opened At,Agent,Queue,State\nT-1,2018-10-01,Dana,Q1,Open\n"),
        ("without what a record is known by", "Created;Accepted;Rep;Channel;Verdict\n05-06-2018;;Dana;web;Taken\n"),
        ("without the start", "Lead ID;Accepted;Rep;Channel;Verdict\nL-1;05-06-2018;Dana;web;Taken\n"),
    ];
    for (name, text) in others {
        let found = desk.inspect(&[desk.file("leads 2018-11.csv", text)]).await;
        assert_eq!(found.remembered, None, "{name}");
        assert_eq!(found.mapping.source, "Leads 2", "{name}: another source has its name already");
    }
}

#[tokio::test]
async fn each_source_has_its_own() {
    let desk = Desk::new().await;
    let tickets = "Ticket ID,Opened At,Agent,Queue\nT-1,2018-10-01 09:00,Dana,Q1\nT-2,2018-10-02 09:00,José,Q2\n";
    desk.import(&[desk.file("leads.csv", OCTOBER)], 1, said).await;
    desk.import(&[desk.file("tickets.csv", tickets)], 2, |mapping| mapping.source = "Tickets".into()).await;
    // The same header under another file's name: two systems, one shape.
    let twin = OCTOBER.replace("L-", "M-");
    desk.import(&[desk.file("partners.csv", &twin)], 3, |mapping| {
        said(mapping);
        mapping.source = "Partners".into();
    })
    .await;
    for (file, text, source) in [
        ("tickets 2018-11.csv", tickets, "Tickets"),
        ("leads 2018-11.csv", OCTOBER, "Leads of the shop"),
        ("partners 2018-11.csv", OCTOBER, "Partners"),
        ("unheard-of.csv", OCTOBER, "Partners"),
    ] {
        assert_eq!(desk.inspect(&[desk.file(file, text)]).await.mapping.source, source, "{file}");
    }
}

#[tokio::test]
async fn joined_files_are_told_apart_by_their_columns() {
    let desk = Desk::new().await;
    let leads = "mql_id,first_contact_date,origin\na,2018-01-01,web\nb,2018-01-02,fair\nc,2018-01-03,web\n";
    let deals = "mql_id,won_date,origin,sdr\na,2018-02-01,x,Dana\nb,2018-02-02,y,José\n";
    let october = [desk.file("leads.csv", leads), desk.file("deals.csv", deals)];
    desk.import(&october, 0, |mapping| {
        mapping.source = "Funnel".into();
        mapping.fields.insert("segment".into(), column("deals.csv/origin"));
        mapping.attributes.retain(|name| name != "deals.csv/origin");
    })
    .await;
    // Another month, the files the other way round.
    let november = [desk.file("d11.csv", deals), desk.file("l11.csv", leads)];
    let found = desk.inspect(&november).await;
    assert!(found.remembered.is_some());
    let names: Vec<_> = found.mapping.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["l11.csv", "d11.csv"]);
    assert_eq!(found.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), names);
    assert_eq!(found.mapping.fields["segment"], column("d11.csv/origin"));
    let report = import(&desk.workspace, &november, &found.mapping, 1).await.unwrap();
    assert_eq!((report.rows, report.unchanged, report.rejected), (3, 3, 0), "{report:?}");
}

#[tokio::test]
async fn a_history_of_fields_keeps_its_milestones() {
    let desk = Desk::new().await;
    let history = "Lead ID,Edit Date,Field,New Value\n\
        L-1,2026-01-05 09:00,Status,New\n\
        L-1,2026-01-05 10:00,Status,Working\n\
        L-1,2026-01-05 10:00,Owner,Dana\n\
        L-2,2026-01-06 09:00,Status,New\n";
    let path = desk.file("history.csv", history);
    desk.import(std::slice::from_ref(&path), 0, |mapping| {
        assert_eq!(mapping.shape, Shape::Long);
        mapping.source = "History".into();
    })
    .await;
    let found = desk.inspect(&[path]).await;
    assert!(found.remembered.is_some());
    assert_eq!(found.mapping.fields["owner"], column("Owner"));
    assert_eq!(found.mapping.events.unwrap().case, "Lead ID");
}

fn said_shape(paths: &[PathBuf], shape: Shape) -> Inspection {
    inspect_as(paths, Beforehand { shape: Some(shape), ..Beforehand::default() }, "UTC").unwrap()
}

/// Whoever says what a row is gets a suggestion for that, not an empty mapping.
#[test]
fn a_suggestion_for_the_shape_that_was_said() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| -> [PathBuf; 1] {
        let path: PathBuf = Path::new(folder.path()).join(name);
        std::fs::write(&path, text).unwrap();
        [path]
    };
    let wide =
        write("leads.csv", "Lead ID,Create Date,Status,Owner\nL-1,2026-01-05,New,Dana\nL-2,2026-01-06,Working,José\n");
    assert_eq!(inspect(&wide, &[], "UTC").unwrap().mapping.shape, Shape::Wide);
    let long = said_shape(&wide, Shape::Long).mapping;
    let events = long.events.clone().unwrap();
    assert_eq!((long.shape, events.case.as_str(), events.at.as_str()), (Shape::Long, "Lead ID", "Create Date"));
    assert!(
        matches!(&long.fields["started_at"], FieldSource::FirstEvent { first_event } if first_event.column == "Create Date")
    );
    assert!(
        matches!(&long.fields["assigned_at"], FieldSource::FirstEvent { first_event } if first_event.column == "Owner")
    );

    let events =
        "case,timestamp,status\nC-1,2026-01-05,New\nC-1,2026-01-06,Active\nC-1,2026-01-07,Closed\nC-2,2026-01-05,New\n";
    let long = write("events.csv", events);
    assert_eq!(inspect(&long, &[], "UTC").unwrap().mapping.shape, Shape::Long);
    let wide = said_shape(&long, Shape::Wide).mapping;
    assert_eq!((wide.shape, wide.events.as_ref()), (Shape::Wide, None));
    assert_eq!(wide.fields["started_at"], column("timestamp"));

    let nothing = said_shape(&write("words.csv", "Colour,Shade\nred,dark\nblue,light\n"), Shape::Long);
    let kinds: Vec<_> = nothing.questions.iter().map(|question| question.kind).collect();
    assert_eq!(kinds, [QuestionKind::NoRecordId, QuestionKind::NoStart]);
}

/// What the sniffer took for one thing, a person can call another: the columns are then found and suggested anew.
#[test]
fn files_are_read_as_a_person_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leads.csv");
    let text = "Created 2026\nLead ID;Create Date;Owner\nL-1;2026-01-05;Zo\u{c3}\u{ab}, Dana\nL-2;2026-01-06;Jos\u{c3}\u{a9}, Dana\n";
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    std::fs::write(&path, bytes).unwrap();
    let paths = [path];
    let read = |change: &dyn Fn(&mut FileMapping)| {
        let mut file = inspect(&paths, &[], "UTC").unwrap().mapping.files[0].clone();
        (file.columns, file.header_line) = (Default::default(), 0);
        change(&mut file);
        inspect_as(&paths, Beforehand { read_as: &[file], ..Beforehand::default() }, "UTC").unwrap()
    };
    let names = |inspection: &Inspection| -> Vec<String> {
        inspection.files[0].columns.iter().map(|column| column.name.clone()).collect()
    };
    let as_found = read(&|_| ());
    assert_eq!(names(&as_found), ["Lead ID", "Create Date", "Owner"]);
    assert_eq!((as_found.mapping.files[0].header_line, as_found.files[0].preview[0][2].as_str()), (2, "Zoë, Dana"));
    assert_eq!(as_found.mapping.fields["owner"], column("Owner"));
    let latin = read(&|file| file.encoding = Some("windows-1252".into()));
    assert_eq!(latin.files[0].preview[0][2], "ZoÃ«, Dana");
    assert!(latin.files[0].encoding_found.contains("as the mapping says"), "{}", latin.files[0].encoding_found);
    let commas = read(&|file| file.delimiter = Some(','));
    assert_eq!(commas.mapping.files[0].delimiter, Some(','));
    let below = read(&|file| file.header_line = 3);
    assert_eq!(names(&below)[0], "L-1");
    let mut missing = as_found.mapping.files[0].clone();
    missing.header_line = 99;
    let refusal = inspect_as(&paths, Beforehand { read_as: &[missing], ..Beforehand::default() }, "UTC").unwrap_err();
    assert!(refusal.to_string().contains("no header in line 99"), "{refusal}");
}
