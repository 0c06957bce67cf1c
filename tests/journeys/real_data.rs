//! Real funnels through the front door: suggest, import, read the figures, and compare them with the answers that stand beside
//! the data (`expected.json`). No mapping is edited by hand.

use baton_tests::{baton, fixture, shared_data};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// A workspace with these files imported as the suggestion says.
struct Imported {
    _folder: tempfile::TempDir,
    file: PathBuf,
    mapping: Value,
    report: Value,
}

/// A record as `baton records --csv` prints it.
type Record = BTreeMap<String, String>;

fn imported(zone: &str, data: &[&Path]) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("real.baton");
    let mapping_file = folder.path().join("mapping.json");
    baton(["new".as_ref(), file.as_os_str(), "--time-zone".as_ref(), zone.as_ref()]).ok();
    let mut suggest: Vec<OsString> = vec!["mapping".into(), "suggest".into()];
    suggest.extend(data.iter().map(|path| path.as_os_str().to_owned()));
    let mapping = baton(suggest).ok();
    fs::write(&mapping_file, &mapping).unwrap();
    let mut import: Vec<OsString> = vec!["import".into(), file.clone().into()];
    import.extend(data.iter().map(|path| path.as_os_str().to_owned()));
    import.extend(["--mapping".into(), mapping_file.into(), "--json".into()]);
    let report = serde_json::from_str(&baton(import).ok()).unwrap();
    Imported { _folder: folder, file, mapping: serde_json::from_str(&mapping).unwrap(), report }
}

impl Imported {
    fn count(&self, name: &str) -> u64 {
        self.report[name].as_u64().unwrap()
    }

    fn records(&self) -> Vec<Record> {
        let text = baton(["records".as_ref(), self.file.as_os_str(), "--csv".as_ref()]).ok();
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    /// Sums a metric's statistic over the months, by the dimension's value.
    fn summed(&self, by: Option<&str>, metric: &str, statistic: &str) -> BTreeMap<String, f64> {
        let mut arguments = vec![OsString::from("metrics"), self.file.clone().into()];
        arguments.extend(by.iter().flat_map(|by| ["--by".into(), (*by).into()]));
        let text = baton(arguments).ok();
        let mut sums = BTreeMap::new();
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.unwrap();
            if &row[3] == metric && &row[4] == statistic {
                *sums.entry(row[1].to_string()).or_insert(0.0) += row[5].parse().unwrap_or(0.0);
            }
        }
        assert!(!sums.is_empty(), "there is no {metric} {statistic}");
        sums
    }

    fn by_month(&self, metric: &str, statistic: &str) -> BTreeMap<String, u64> {
        let text = baton(["metrics".as_ref(), self.file.as_os_str()]).ok();
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap);
        rows.filter(|row| &row[3] == metric && &row[4] == statistic)
            .map(|row| (row[2].to_string(), row[5].parse().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect()
    }
}

impl Imported {
    /// The desk and its measures.
    fn exceptions(&self) -> Value {
        serde_json::from_str(&baton(["exceptions".as_ref(), self.file.as_os_str(), "--json".as_ref()]).ok()).unwrap()
    }

    /// How many exceptions of a type there are in all months.
    fn volume(&self, kind: &str) -> u64 {
        let all = self.exceptions();
        let rows = all["measures"]["volume"].as_array().unwrap().iter().filter(|row| row["exception_type"] == kind);
        rows.map(|row| row["count"].as_u64().unwrap()).sum()
    }
}

fn expected(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap()
}

/// Records whose owner, after two changes or more, is the one who had them first.
fn bounced(records: &[Record]) -> u64 {
    let is_back = |record: &&Record| {
        !record["owner"].is_empty()
            && record["owner"] == record["first_owner"]
            && record["reassign_count"].parse::<u32>().is_ok_and(|count| count >= 2)
    };
    records.iter().filter(is_back).count() as u64
}

fn minutes(record: &Record, from: &str, to: &str) -> Option<f64> {
    let at = |name: &str| chrono::DateTime::parse_from_rfc3339(&record[name]).ok();
    Some((at(to)? - at(from)?).num_milliseconds() as f64 / 60_000.0)
}

/// Type-7 median.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

#[test]
fn uci_incidents_reviewed_from_their_event_log() {
    let folder = fixture("uci_incident");
    let expected = expected(&folder);
    let real = imported("UTC", &[&folder.join("incident_event_log_sample.csv")]);
    assert_eq!(real.mapping["shape"], "long");
    assert_eq!([real.count("rows"), real.count("accepted"), real.count("rejected")], [8_967, 1_578, 0]);

    let records = real.records();
    assert_eq!(records.len() as u64, expected["incidents"].as_u64().unwrap());

    let sla = |statistic: &str| real.summed(None, "sla_complete", statistic)["(all)"] as u64;
    assert_eq!(sla("met"), expected["final_row_made_sla"]["true"].as_u64().unwrap());
    assert_eq!(sla("breached"), expected["final_row_made_sla"]["false"].as_u64().unwrap());

    let breaches = expected["final_row_made_sla"]["false"].as_u64().unwrap();
    assert_eq!(real.volume("sla_breach"), breaches, "one exception each, on the desk or over before");
    assert_eq!(real.volume("ownership_conflict"), bounced(&real.records()));

    let months: BTreeMap<String, u64> = serde_json::from_value(expected["incidents_opened_by_month"].clone()).unwrap();
    assert_eq!(real.by_month("volume", "count"), months);

    let reassigned: Vec<u64> = records.iter().filter_map(|record| record["reassign_count"].parse().ok()).collect();
    let truth = &expected["reassignment_count_final"];
    assert_eq!(reassigned.iter().sum::<u64>(), truth["total"].as_u64().unwrap());
    assert_eq!(reassigned.iter().filter(|&&count| count > 0).count() as u64, truth["n_ge1"].as_u64().unwrap());

    let assigned: Vec<f64> = records.iter().filter_map(|record| minutes(record, "started_at", "assigned_at")).collect();
    let truth = &expected["minutes_opened_to_first_row_with_assignee"];
    assert_eq!(assigned.len() as u64, truth["n"].as_u64().unwrap());
    assert_eq!(median(assigned), truth["median"].as_f64().unwrap());

    let by_channel = real.summed(Some("source"), "sla_complete", "breached");
    for (channel, truth) in expected["by_contact_type_final"].as_object().unwrap() {
        assert_eq!(by_channel[channel] as u64, truth["breached"].as_u64().unwrap(), "{channel}");
    }
}

#[test]
fn olist_leads_joined_with_their_deals() {
    let Some(folder) = shared_data("olist_funnel") else { return };
    let expected = expected(&folder);
    let leads = folder.join("olist_marketing_qualified_leads_dataset.csv");
    let deals = folder.join("olist_closed_deals_dataset.csv");
    let real = imported("America/Sao_Paulo", &[&leads, &deals]);
    assert_eq!(real.count("rows"), expected["mql_rows"].as_u64().unwrap());
    assert_eq!([real.count("accepted"), real.count("rejected")], [8_000, 0]);

    let started = real.summed(Some("source"), "volume", "count");
    let won = real.summed(Some("source"), "conversion", "count");
    let truth = expected["by_origin_variantA"].as_object().unwrap();
    assert_eq!(started.len(), truth.len());
    for (origin, counts) in truth {
        assert_eq!(started[origin] as u64, counts["leads"].as_u64().unwrap(), "{origin}");
        assert_eq!(won[origin] as u64, counts["won"].as_u64().unwrap(), "{origin}");
    }
    let (started, won) = (real.by_month("volume", "count"), real.by_month("conversion", "count"));
    for (month, counts) in expected["by_month_first_contact"].as_object().unwrap() {
        assert_eq!(started[month], counts["leads"].as_u64().unwrap(), "{month}");
        assert_eq!(won.get(month).copied().unwrap_or(0), counts["won"].as_u64().unwrap(), "{month}");
    }
}

#[test]
fn wabo_permits_with_deadlines_of_their_own() {
    let Some(folder) = shared_data("wabo_receipt") else { return };
    let expected = expected(&folder);
    let real = imported("Europe/Amsterdam", &[&folder.join("receipt.csv")]);
    assert_eq!(real.count("rows"), expected["events"].as_u64().unwrap());
    let records = real.records();
    assert_eq!(records.len() as u64, expected["cases"].as_u64().unwrap());

    let truth = &expected["enddate_after_deadline"];
    let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).ok();
    let judged: Vec<bool> = records
        .iter()
        .filter_map(|record| Some(instant(&record["completed_at"])? > instant(&record["due_complete_at"])?))
        .collect();
    assert_eq!(judged.len() as u64, truth["with_both"].as_u64().unwrap());
    assert_eq!(judged.iter().filter(|&&late| late).count() as u64, truth["late"].as_u64().unwrap());
    // Ours counts the open ones that are past due as breached too.
    let breached = real.summed(None, "sla_complete", "breached")["(all)"] as u64;
    assert!(breached >= truth["late"].as_u64().unwrap());

    let volume = real.summed(Some("source"), "volume", "count");
    for (channel, count) in expected["channel"].as_object().unwrap() {
        assert_eq!(volume[channel] as u64, count.as_u64().unwrap(), "{channel}");
    }
}

#[test]
fn volvo_problems_that_bounce_between_teams() {
    let Some(folder) = shared_data("bpi2013_volvo") else { return };
    let expected = expected(&folder);
    let real = imported("Europe/Stockholm", &[&folder.join("bpi2013_closed_problems.csv")]);
    assert_eq!(real.count("rows"), expected["events"].as_u64().unwrap());
    let records = real.records();
    assert_eq!(records.len() as u64, expected["cases"].as_u64().unwrap());
    let owners: BTreeSet<&str> = records.iter().map(|record| record["owner"].as_str()).collect();
    assert!(owners.len() > 100, "people own problems: {} owners", owners.len());
}

#[test]
fn maven_pipeline_with_its_accounts_teams_and_products() {
    let Some(folder) = shared_data("maven_crm") else { return };
    let expected = expected(&folder);
    let real = imported("UTC", &[&folder.join("sales_pipeline.csv"), &folder.join("sales_teams.csv")]);
    assert_eq!(real.count("rows"), expected["opportunities"].as_u64().unwrap());
    // An opportunity that is only prospected has no engage date: it cannot start a clock, and the report says so.
    assert_eq!(real.count("rejected"), expected["blank_engage_date"].as_u64().unwrap());
    let won = real.summed(None, "conversion", "count")["(all)"] as u64;
    assert_eq!(won, expected["stage"]["Won"].as_u64().unwrap());
}
