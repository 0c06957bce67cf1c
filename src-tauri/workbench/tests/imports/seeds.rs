//! Tables of real systems, some of which are not handoffs at all: each is read as its publisher counted it, and the columns that
//! mean something to Baton are found.
//!
//! The data is beside the repository, not in it: where it is absent, the tests say that they were skipped.

use playbook::DAY;
use playbook::record::{Disposition, HandoffRecord, Moment};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use workbench::imports::mapping::{EventTest, FieldSource, Mapping, PauseRule, Shape};
use workbench::imports::report::{MAX_PROBLEMS, Problem, QuestionKind};
use workbench::imports::{Chunk, ReadSummary, inspect, read};

fn data(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if !found.exists() {
        eprintln!("SKIPPED: ../shared/data/{path} is not here");
        return None;
    }
    Some(found)
}

fn suggested(path: &Path) -> Mapping {
    inspect(&[path.to_path_buf()], &[], "UTC").unwrap().mapping
}

fn records(path: &Path, mapping: &Mapping) -> (Vec<HandoffRecord>, ReadSummary) {
    let mut records = Vec::new();
    let summary = read(&[path.to_path_buf()], mapping, &mut |_| (), &mut |chunk: Chunk| {
        records.extend(chunk.iter().map(|view| view.to_record()));
        ControlFlow::Continue(())
    })
    .unwrap_or_else(|refusal| panic!("{}: {refusal}", path.display()));
    (records, summary)
}

fn column(name: &str) -> FieldSource {
    FieldSource::Column { column: name.into() }
}

fn constant(text: &str) -> FieldSource {
    FieldSource::Constant { constant: text.into() }
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Whatever its columns mean, every row is read and accounted for.
fn every_row_is_accounted_for(path: &Path, rows: u64) {
    let mut mapping = suggested(path);
    if mapping.shape == Shape::Wide {
        let first = inspect(&[path.to_path_buf()], &[], "UTC").unwrap().files[0].columns[0].name.clone();
        mapping.fields.entry("record_id".into()).or_insert_with(|| column(&first));
    }
    mapping.fields.entry("started_at".into()).or_insert_with(|| constant("2026-01-31"));
    let (found, summary) = records(path, &mapping);
    let name = path.display();
    assert_eq!((summary.rows, summary.records), (rows, found.len() as u64), "{name}");
    let said = summary.problems.iter().filter(|problem| problem.rejected).count() as u64;
    assert!(said >= summary.rejected.min(MAX_PROBLEMS as u64), "{name}: {:?}", summary.problems);
    if mapping.shape == Shape::Wide {
        assert_eq!(summary.records + summary.repeated + summary.rejected, rows, "{name}: {:?}", summary.problems);
    }
}

#[test]
fn warehouse_tables_of_five_systems() {
    for system in ["hubspot", "jira", "marketo", "salesforce", "zendesk"] {
        let Some(folder) = data(&format!("fivetran_{system}")) else { continue };
        let expected = json(&folder.join("expected.json"));
        let tables = expected.get("tables").unwrap_or(&expected).as_object().unwrap();
        assert!(tables.len() > 10, "{system}");
        for (table, truth) in tables {
            let path = folder.join(table);
            let found =
                inspect(std::slice::from_ref(&path), &[], "UTC").unwrap_or_else(|refusal| panic!("{table}: {refusal}"));
            let (rows, columns) = (truth["rows"].as_u64().unwrap(), truth["columns"].as_u64().unwrap());
            assert_eq!(
                (found.files[0].rows, found.files[0].columns.len() as u64),
                (rows, columns),
                "{system}: {table}"
            );
            let header = truth["header"].as_array().unwrap().iter().filter_map(|name| name.as_str());
            for (name, column) in header.take_while(|name| *name != "...").zip(&found.files[0].columns) {
                assert_eq!(column.name, name, "{system}: {table}");
            }
            every_row_is_accounted_for(&path, rows);
        }
    }
}

#[test]
fn tables_that_are_not_about_handoffs() {
    let paths = [
        "account_matching/free_email_domains.csv",
        "calendars/agreement_summary.csv",
        "calendars/holidays_3way_2015_2030.csv",
        "crm_headers/hubspot_contact_properties.csv",
        "dedupe/febrl1.csv",
        "dedupe/fodors.csv",
        "dedupe/matches_fodors_zagats.csv",
        "dedupe/splink_fake_1000.csv",
        "dedupe/splink_fake_1000_labels.csv",
        "dedupe/zagats.csv",
    ];
    for path in paths {
        let Some(path) = data(path) else { continue };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(&path).unwrap();
        every_row_is_accounted_for(&path, reader.byte_records().count() as u64);
    }
    if let Some(path) = data("xeducation_leads/Leads Data Dictionary.xlsx") {
        let found = inspect(&[path], &[], "UTC").unwrap();
        assert!(found.files[0].rows > 30 && found.files[0].encoding_found.contains("XLSX"));
    }
}

#[test]
fn a_salesforce_lead_with_382_columns() {
    let Some(path) = data("fivetran_salesforce/sf_lead_data.csv") else { return };
    let mapping = suggested(&path);
    for (field, header) in [
        ("record_id", "id"),
        ("started_at", "created_date"),
        ("owner", "owner_id"),
        ("disposition", "status"),
        ("source", "lead_source"),
        ("trigger", "mql_reason_c"),
        ("opportunity_at", "converted_date"),
        ("won", "is_converted"),
    ] {
        assert_eq!(mapping.fields.get(field), Some(&column(header)), "{field}");
    }
    let (records, summary) = records(&path, &mapping);
    assert_eq!((records.len(), summary.rejected), (1, 0));
    assert_eq!(records[0].disposition, Disposition::Completed);
}

#[test]
fn hubspot_columns_by_label_and_by_internal_name() {
    let Some(path) = data("crm_headers/hubspot_contact_properties.csv") else { return };
    let mut checked = 0;
    for row in csv::Reader::from_path(path).unwrap().deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let field = match row["suggested_role"].as_str() {
            role @ ("assigned_at" | "disposition" | "owner" | "source") => role,
            "created_at" => "started_at",
            _ => continue,
        };
        for name in [&row["internal_name"], &row["export_label"]] {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("contacts.csv");
            std::fs::write(&file, format!("Record ID,{name}\n")).unwrap();
            assert_eq!(suggested(&file).fields.get(field), Some(&column(name)), "{field} from {name}");
            checked += 1;
        }
    }
    assert!(checked >= 8, "{checked}");
}

#[test]
fn property_histories_say_when_they_may_be_cut_off() {
    for (file, case, limit) in [
        ("contact_property_history_data.csv", "contact_id", 45),
        ("deal_property_history_data.csv", "deal_id", 20),
        ("company_property_history_data.csv", "company_id", 20),
    ] {
        let Some(path) = data(&format!("fivetran_hubspot/{file}")) else { return };
        let found = inspect(std::slice::from_ref(&path), &[], "UTC").unwrap();
        let events = found.mapping.events.clone().unwrap();
        assert_eq!(
            (events.case.as_str(), events.at.as_str(), events.history_limit),
            (case, "timestamp", Some(limit)),
            "{file}"
        );
        assert_eq!((events.field.as_deref(), events.value.as_deref()), (Some("name"), Some("value")), "{file}");
        let asked = found.questions.iter().find(|question| question.kind == QuestionKind::TruncatedHistory).unwrap();
        assert!(asked.text.contains(&limit.to_string()), "{}", asked.text);
    }
}

/// One contact with exactly as many changes of a property as HubSpot keeps, one with fewer, one with more.
#[test]
fn a_history_that_is_exactly_full_counts_as_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.csv");
    let mut text = String::from("contact_id,timestamp,source_id,name,value\n");
    for (contact, changes) in [(1, 45), (2, 44), (3, 46)] {
        for change in 0..changes {
            text += &format!("{contact},2026-01-05 09:{change:02}:00,,lifecyclestage,s{}\n", change % 7);
        }
    }
    std::fs::write(&path, text).unwrap();
    let (records, summary) = records(&path, &suggested(&path));
    assert_eq!(records.iter().map(|record| record.truncated).collect::<Vec<_>>(), [true, false, false]);
    let told: Vec<&Problem> =
        summary.problems.iter().filter(|problem| problem.reason.contains("may be cut off")).collect();
    assert_eq!((told.len(), told[0].line, told[0].value.as_str()), (1, 2, "1"));
}

#[test]
fn changes_of_data_values_in_marketo() {
    let Some(path) = data("fivetran_marketo/marketo_activity_change_data_value_data.csv") else { return };
    let events = suggested(&path).events.unwrap();
    assert_eq!((events.case.as_str(), events.at.as_str()), ("lead_id", "activity_date"));
    assert_eq!(
        (events.field.as_deref(), events.value.as_deref()),
        (Some("primary_attribute_value"), Some("new_value"))
    );
}

/// The publisher's own worked example: how long ticket 11071 was in which status, by hand.
#[test]
fn a_zendesk_ticket_whose_clock_is_known() {
    let Some(folder) = data("fivetran_zendesk") else { return };
    let truth = &json(&folder.join("expected.json"))["ticket_11071"];
    let path = folder.join("ticket_field_history_data.csv");
    let mut mapping = suggested(&path);
    assert_eq!(mapping.shape, Shape::Long);
    // Support waits for the requester while a ticket is pending, and for somebody else while it is on hold.
    mapping.pauses = vec![PauseRule { column: "status".into(), values: vec!["pending".into(), "on-hold".into()] }];
    let solved = EventTest { column: "status".into(), is: vec!["solved".into()], changed: false };
    mapping.fields.insert("completed_at".into(), FieldSource::LastEvent { last_event: solved });
    let (records, _) = records(&path, &mapping);
    let ticket = records.iter().find(|record| record.record_id == "11071").unwrap();
    let instant =
        |name: &str| chrono::DateTime::parse_from_rfc3339(truth[name].as_str().unwrap()).unwrap().timestamp_millis();
    assert_eq!(ticket.at(Moment::Started), Some(instant("history_start")));
    assert_eq!(ticket.at(Moment::Completed), Some(instant("solved_at")));
    let days = |reason: &str| -> i64 {
        let of_reason = ticket.pauses.iter().filter(|pause| pause.reason == reason);
        of_reason.map(|pause| pause.to.unwrap() - pause.from).sum::<i64>() / DAY
    };
    assert_eq!(days("pending"), truth["status_days"]["pending"].as_i64().unwrap());
    assert_eq!(days("on-hold"), truth["status_days"]["on_hold"].as_i64().unwrap());
    let whole = (instant("solved_at") - instant("history_start")) / 60_000;
    let agent_work = whole - (days("pending") + days("on-hold")) * 24 * 60;
    assert_eq!(agent_work, truth["agent_work_minutes_whole_history"].as_i64().unwrap());
    let requester_wait = whole - days("pending") * 24 * 60;
    assert_eq!(requester_wait, truth["requester_wait_minutes_whole_history"].as_i64().unwrap());
    let tiers: Vec<&str> = ticket.tier_changes.iter().map(|change| change.tier.as_str()).collect();
    assert!(tiers.is_empty(), "the last priority stands for the tier until a person says that the first one does");
    assert_eq!(ticket.intent.as_deref(), Some("urgent"));
}

/// As a Salesforce report writes a case's history: Windows-1252, CRLF, quoted all over, zeros in front of the number, a line break in
/// the subject.
#[test]
fn a_salesforce_case_history_report() {
    let Some(headers) = data("crm_headers/salesforce_history_headers.json") else { return };
    let report: Vec<String> = serde_json::from_value(json(&headers)["field_history_report"].clone()).unwrap();
    assert_eq!(report, ["Field / Event", "Old Value", "New Value", "Edited By", "Edit Date"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.csv");
    let rows = [
        ["000123", "Status", "New", "Working", "José Núñez", "7/1/2026 9:30 AM", "Rückfrage\nzum Angebot"],
        ["000123", "Case Owner", "Queue", "Dana", "José Núñez", "7/1/2026 9:15 AM", "Rückfrage\nzum Angebot"],
        ["000123", "Created.", "", "", "José Núñez", "7/1/2026 9:00 AM", "Rückfrage\nzum Angebot"],
        ["000124", "Status", "Working", "Closed", "Dana", "7/13/2026 1:00 PM", "x"],
    ];
    let mut text =
        "\"Case Number\",\"Field / Event\",\"Old Value\",\"New Value\",\"Edited By\",\"Edit Date\",\"Subject\"\r\n"
            .to_owned();
    for row in rows {
        text += &format!("\"{}\"\r\n", row.join("\",\""));
    }
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    std::fs::write(&path, bytes).unwrap();
    let (records, summary) = records(&path, &suggested(&path));
    assert_eq!((records.len(), summary.rejected), (2, 0), "{:?}", summary.problems);
    let case = &records[0];
    assert_eq!((case.record_id.as_str(), case.owner.as_deref()), ("000123", Some("Dana")));
    let minutes = |moment| (case.at(moment).unwrap() - case.at(Moment::Started).unwrap()) / 60_000;
    assert_eq!((minutes(Moment::Assigned), minutes(Moment::Accepted)), (15, 30));
    assert_eq!(case.attributes["Subject"], "Rückfrage\nzum Angebot");
}
