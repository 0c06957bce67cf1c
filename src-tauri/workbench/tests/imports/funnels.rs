//! Real exports, mapped without a hand, against values that were computed elsewhere.

use playbook::record::{HandoffRecord, Moment};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use workbench::imports::mapping::{FieldSource, Mapping, Shape};
use workbench::imports::report::QuestionKind;
use workbench::imports::{Chunk, ReadSummary, inspect, read};

/// A data set of the repository, or of the folder of data beside it; says so when it is neither.
fn data(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = [root.join("../../tests/fixtures").join(path), root.join("../../../shared/data").join(path)];
    let found = places.into_iter().find(|place| place.exists());
    if found.is_none() {
        eprintln!("SKIPPED: {path} is not here");
    }
    found
}

fn import(paths: &[PathBuf]) -> (Mapping, Vec<HandoffRecord>, ReadSummary) {
    let mapping = inspect(paths, &[], "UTC").expect("inspection").mapping;
    let mut records = Vec::new();
    let summary = read(paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
        records.extend(chunk.iter().map(|view| view.to_record()));
        ControlFlow::Continue(())
    })
    .expect("reading");
    (mapping, records, summary)
}

fn column(name: &str) -> FieldSource {
    FieldSource::Column { column: name.into() }
}

/// Minutes between two moments of the records that have both, ascending.
fn minutes(records: &[HandoffRecord], from: Moment, to: Moment) -> Vec<f64> {
    let mut found: Vec<f64> =
        records.iter().filter_map(|record| Some((record.at(to)? - record.at(from)?) as f64 / 60_000.0)).collect();
    found.sort_by(f64::total_cmp);
    found
}

/// Type 7 quantile, written out.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    sorted[low] + (sorted[high] - sorted[low]) * (at - low as f64)
}

#[test]
fn uci_incidents() {
    let Some(path) = data("uci_incident/incident_event_log_sample.csv") else { return };
    let (mapping, records, summary) = import(&[path]);
    assert_eq!((mapping.shape, mapping.missing.as_slice()), (Shape::Long, ["?".to_owned()].as_slice()));
    assert_eq!((summary.rows, summary.records, summary.rejected), (8_967, 1_578, 0));
    let assigned = minutes(&records, Moment::Started, Moment::Assigned);
    assert_eq!((assigned.len(), quantile(&assigned, 0.5)), (1_534, 6.0));
    assert!((quantile(&assigned, 0.9) - 1_097.0).abs() < 1e-6);
    let accepted = minutes(&records, Moment::Started, Moment::Accepted);
    assert_eq!((accepted.len(), quantile(&accepted, 0.5)), (970, 10.5));
    let resolved = minutes(&records, Moment::Started, Moment::Completed);
    assert_eq!(resolved.len(), 1_485);
    assert!((quantile(&resolved, 0.5) / 60.0 - 20.2667).abs() < 1e-4);
    assert_eq!(records.iter().filter(|record| record.own_verdict == Some(false)).count(), 587);
    assert_eq!(records.iter().filter(|record| record.reassign_count >= Some(1)).count(), 706);
    assert_eq!(records.iter().filter_map(|record| record.reassign_count).sum::<u32>(), 1_415);
    let by_source = |name: &str| records.iter().filter(|record| record.source.as_deref() == Some(name)).count();
    assert_eq!((by_source("Phone"), by_source("Self service"), by_source("Email")), (1_564, 12, 2));
    let priority = records.iter().filter(|record| record.intent.as_deref() == Some("3 - Moderate")).count();
    assert_eq!(priority, 1_473);
    assert!(records.iter().any(|record| !record.pauses.is_empty()));
}

#[test]
fn uci_group_changes_by_either_definition() {
    let Some(path) = data("uci_incident/incident_event_log_sample.csv") else { return };
    let paths = [path];
    let mut mapping = inspect(&paths, &[], "UTC").expect("inspection").mapping;
    for (count_missing, total, some) in [(true, 1_409, 706), (false, 1_069, 570)] {
        let source = FieldSource::Changes { changes_of: "assignment_group".into(), count_missing };
        mapping.fields.insert("reassign_count".into(), source);
        let mut counts = Vec::new();
        read(&paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
            counts.extend(chunk.iter().filter_map(|view| view.reassign_count));
            ControlFlow::Continue(())
        })
        .expect("reading");
        assert_eq!(counts.iter().sum::<u32>(), total);
        assert_eq!(counts.iter().filter(|&&count| count > 0).count(), some);
    }
}

#[test]
fn olist_leads_and_deals_in_either_order() {
    let leads = data("olist_funnel/olist_marketing_qualified_leads_dataset.csv");
    let deals = data("olist_funnel/olist_closed_deals_dataset.csv");
    let (Some(leads), Some(deals)) = (leads, deals) else { return };
    for paths in [[leads.clone(), deals.clone()], [deals.clone(), leads.clone()]] {
        let (mapping, records, summary) = import(&paths);
        assert_eq!(mapping.fields["started_at"], column("first_contact_date"));
        assert_eq!(mapping.fields["won_at"], column("won_date"));
        assert_eq!(mapping.fields["source"], column("origin"));
        assert_eq!((summary.records, summary.rejected), (8_000, 0));
        assert_eq!(records.iter().filter(|record| record.at(Moment::Won).is_some()).count(), 842);
        let mut by_origin: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for record in &records {
            let counts = by_origin.entry(record.source.as_deref().unwrap_or("(blank)")).or_default();
            counts.0 += 1;
            counts.1 += u32::from(record.at(Moment::Won).is_some());
        }
        assert_eq!(by_origin["(blank)"], (60, 14));
        assert_eq!(by_origin["unknown"], (1_099, 179));
        assert_eq!(by_origin["organic_search"], (2_296, 271));
        assert_eq!(summary.flagged, [("won before start".to_owned(), 1)]);
    }
}

#[test]
fn volvo_problems() {
    let Some(path) = data("bpi2013_volvo/bpi2013_closed_problems.csv") else { return };
    let (_, records, summary) = import(&[path]);
    assert_eq!((summary.rows, summary.records, summary.rejected), (6_660, 1_487, 0));
    let days: Vec<f64> =
        minutes(&records, Moment::Started, Moment::Completed).iter().map(|minutes| minutes / 1_440.0).collect();
    assert_eq!(days.len(), 1_487);
    for (share, want) in [(0.25, 23.8823), (0.5, 82.0222), (0.9, 527.583)] {
        assert!((quantile(&days, share) - want).abs() < 1e-4, "{share}: {}", quantile(&days, share));
    }
    assert_eq!(records.iter().filter_map(|record| record.reassign_count).sum::<u32>(), 655);
    assert_eq!(records.iter().filter(|record| record.reassign_count >= Some(1)).count(), 280);
}

#[test]
fn wabo_permits_carry_their_own_deadlines() {
    let Some(path) = data("wabo_receipt/receipt.csv") else { return };
    let (mapping, records, summary) = import(&[path]);
    assert_eq!(mapping.fields["due_complete_at"], column("case:deadline"));
    assert_eq!((summary.rows, summary.records, summary.rejected), (8_577, 1_434, 0));
    let late = records
        .iter()
        .filter(|record| record.at(Moment::Completed) > record.own_due[4] && record.at(Moment::Completed).is_some());
    assert_eq!(late.count(), 377);
    assert_eq!(records.iter().filter(|record| record.at(Moment::Completed).is_some()).count(), 1_329);
    assert_eq!(records.iter().filter_map(|record| record.reassign_count).sum::<u32>(), 1_208);
    assert_eq!(records.iter().filter(|record| record.source.as_deref() == Some("Internet")).count(), 1_250);
}

#[test]
fn maven_opportunities_with_three_joined_files() {
    let names = ["accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"];
    let paths: Vec<PathBuf> = names.iter().filter_map(|name| data(&format!("maven_crm/{name}"))).collect();
    if paths.len() < 4 {
        return;
    }
    let (mapping, records, summary) = import(&paths);
    assert_eq!(mapping.files[0].name, "sales_pipeline.csv");
    // 500 prospects have no engage date: nothing says when their clock began.
    assert_eq!((summary.rows, summary.records, summary.rejected), (8_800, 8_300, 500));
    assert_eq!(records.iter().filter(|record| record.won == Some(true)).count(), 4_238);
    let central =
        records.iter().filter(|record| record.owner_group.as_deref() == Some("Central") && record.won == Some(true));
    assert_eq!(central.count(), 1_629);
    assert!(summary.problems.iter().any(|problem| problem.value == "Carl Lin" && !problem.rejected));
    assert!(summary.problems.iter().any(|problem| problem.reason.starts_with("1480 rows have a key")));
}

#[test]
fn a_file_without_any_date_asks_for_one() {
    let Some(path) = data("xeducation_leads/Leads.csv") else { return };
    let paths = [path];
    let inspection = inspect(&paths, &[], "UTC").expect("inspection");
    assert!(inspection.questions.iter().any(|question| question.kind == QuestionKind::NoStart));
    let mut mapping = inspection.mapping;
    assert_eq!(mapping.missing, ["Select"]);
    let refusal =
        read(&paths, &mapping, &mut |_| (), &mut |_| ControlFlow::Continue(())).expect_err("no start").to_string();
    assert!(refusal.contains("\"started_at\": {\"constant\": \"2026-01-31\"}"), "{refusal}");
    mapping.fields.insert("started_at".into(), FieldSource::Constant { constant: "2020-01-01".into() });
    let mut won = 0;
    let summary = read(&paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
        won += chunk.iter().filter(|view| view.won == Some(true)).count();
        ControlFlow::Continue(())
    })
    .expect("reading");
    assert_eq!((summary.records, won), (9_237, 3_559));
}

#[test]
fn hubspot_and_salesforce_headers_find_their_fields() {
    let Some(path) = data("crm_headers/hubspot_contact_export_header_example.csv") else { return };
    let mapping = inspect(&[path], &[], "UTC").expect("inspection").mapping;
    for (field, header) in [
        ("record_id", "Contact ID"),
        ("started_at", "Create Date"),
        ("assigned_at", "Owner Assigned Date"),
        ("owner", "Contact owner"),
        ("owner_group", "HubSpot Team"),
        ("disposition", "Lead Status"),
        ("source", "Original Source"),
        ("won_at", "Became a Customer Date"),
    ] {
        assert_eq!(mapping.fields.get(field), Some(&column(header)), "{field}");
    }
    assert!(!mapping.fields.contains_key("first_touch_at"), "\"Last Contacted\" is not the first touch");
}
