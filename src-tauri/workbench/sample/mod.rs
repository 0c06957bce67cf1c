//! The sample workspace: twelve months of an invented company, with problems planted for the review to find.
//!
//! It is made as a person would make it: a policy, then one import of one CSV file through the ordinary importer, a day at the desk, the
//! council's sittings, and the version of the policy that carries out what one of them decided.

mod company;
mod council;
mod desk;
mod details;
mod history;
mod people;

pub use company::policy;
pub use history::{History, PLANTED, Planted, Row, generate};

use crate::imports::mapping::{
    ColumnType, DateOrder, FieldSource, FileFormat, FileMapping, MAPPING_FORMAT, Mapping, Shape,
};
use crate::imports::{self, ImportError};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::policy::Policy;
use playbook::record::Disposition;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file that the sample was imported from.
const EXPORT: &str = "meridian-handoffs.csv";

/// Why the sample could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(
        "The sample could not be written: {0}. Nothing was kept. Check that the disk has 50 MB free and try again."
    )]
    Disk(String),
    #[error("The sample does not fit this version of Baton: {0}.")]
    Defect(String),
}

/// Makes the sample workspace at `path` and leaves it open. An existing file is never replaced, and a failure leaves none.
pub async fn create(path: &Path) -> Result<Workspace, SampleError> {
    let policy = policy();
    let history = generate(&policy).map_err(SampleError::Defect)?;
    let workspace = Workspace::create_with(path, &company::policy_before()).await?;
    // The day before, so that some of what it finds has run past its target and some has not.
    let imported_at = chrono::Utc::now().timestamp_millis() - desk::AGO;
    match fill(&workspace, &policy, &history, imported_at).await {
        Ok(()) => Ok(workspace),
        Err(error) => {
            workspace.close().await?;
            std::fs::remove_file(path).map_err(|cause| SampleError::Disk(cause.to_string()))?;
            Err(error)
        }
    }
}

async fn fill(
    workspace: &Workspace,
    policy: &Policy,
    history: &History,
    imported_at: Instant,
) -> Result<(), SampleError> {
    // Of its own, because two samples may be made at once.
    let folder = std::env::temp_dir().join(format!("baton-sample-{}", uuid::Uuid::now_v7()));
    let export = folder.join(EXPORT);
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::File::create(&export))
        .map_err(|cause| cause.to_string())
        .and_then(|file| history.write_csv(file).map_err(|cause| cause.to_string()));
    let imported = match written {
        Ok(()) => import(workspace, policy, export, imported_at).await,
        Err(cause) => Err(SampleError::Disk(cause)),
    };
    // What is left behind in the system's temporary folder is the system's to clear.
    let _ = std::fs::remove_dir_all(&folder);
    imported
}

async fn import(workspace: &Workspace, policy: &Policy, export: PathBuf, now: Instant) -> Result<(), SampleError> {
    let report = imports::import(workspace, &[export], &mapping(), now).await?;
    desk::work(workspace, now).await?;
    council::sit(workspace, policy).await?;
    match report.rejected {
        0 => Ok(()),
        rejected => Err(SampleError::Defect(format!("{rejected} of its rows were rejected"))),
    }
}

/// How the sample's columns become records.
fn mapping() -> Mapping {
    let column = |name: &str| FieldSource::Column { column: name.into() };
    let plain = [
        ("record_id", "Record ID"),
        ("handoff", "Handoff"),
        ("source", "Lead Source"),
        ("segment", "Segment"),
        ("intent", "Intent"),
        ("owner_group", "Owner Group"),
        ("owner", "Owner"),
        ("disposition", "Disposition"),
        ("reason", "Reason"),
        ("reassign_count", "Reassign Count"),
        ("amount", "Amount"),
    ];
    let instants = [
        ("started_at", "Created At"),
        ("assigned_at", "Assigned At"),
        ("accepted_at", "Accepted At"),
        ("rejected_at", "Rejected At"),
        ("first_touch_at", "First Touch At"),
        ("next_step_at", "Next Step At"),
        ("meeting_at", "Meeting At"),
        ("opportunity_at", "Opportunity At"),
        ("won_at", "Won At"),
        ("completed_at", "Completed At"),
    ];
    let iso = || ColumnType::Instant { order: DateOrder::Ymd, decided_by: "the year comes first".into() };
    let mut columns: BTreeMap<String, ColumnType> =
        instants.iter().map(|(_, name)| (name.to_string(), iso())).collect();
    columns.insert("Reassign Count".into(), ColumnType::Integer);
    columns.insert("Amount".into(), ColumnType::Number { decimal: '.' });
    Mapping {
        baton_mapping: MAPPING_FORMAT,
        source: "Meridian CRM handoffs".into(),
        shape: Shape::Wide,
        time_zone: company::ZONE.into(),
        missing: Vec::new(),
        files: vec![FileMapping {
            name: EXPORT.into(),
            format: FileFormat::Csv,
            sheet: None,
            encoding: Some("UTF-8".into()),
            delimiter: Some(','),
            header_line: 1,
            join: None,
            columns,
        }],
        events: None,
        fields: plain.iter().chain(&instants).map(|(field, name)| (field.to_string(), column(name))).collect(),
        dispositions: [
            ("open", Disposition::Open),
            ("accepted", Disposition::Accepted),
            ("rejected", Disposition::Rejected),
            ("recycled", Disposition::Recycled),
            ("completed", Disposition::Completed),
        ]
        .map(|(value, meaning)| (value.to_string(), meaning))
        .into(),
        pauses: Vec::new(),
        attributes: details::FIELDS.map(String::from).into(),
    }
}

#[cfg(test)]
mod planted;

#[cfg(test)]
mod tests {
    use super::*;
    use playbook::airtight::{Evidence, Severity, check};
    use playbook::calendar::Zone;
    use playbook::policy::criteria::{Told, Truth};

    #[test]
    fn about_twenty_thousand_handoffs_over_six_points() {
        let policy = policy();
        let history = generate(&policy).unwrap();
        let by_point = |handoff| history.rows.iter().filter(|row| row.handoff == handoff).count();
        let counts: Vec<usize> = (0..6).map(by_point).collect();
        assert!((18_000..22_000).contains(&history.rows.len()), "{} rows: {counts:?}", history.rows.len());
        assert!(counts.iter().all(|&count| count > 400), "{counts:?}");
    }

    #[test]
    fn the_check_finds_the_holes_in_its_policy_and_no_other() {
        let told = Told { now: 1_793_610_000_000, zone: Zone::named(company::ZONE).unwrap() };
        let policy = policy();
        let report = check(&policy, &Evidence::default(), &told);
        let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let errors: Vec<(&str, &str)> =
            errors.map(|problem| (problem.place.key.as_str(), problem.rule.as_str())).collect();
        assert_eq!(errors, [("H2", "routing-not-total"), ("H6", "escalation-reaches-nobody")]);

        // The hole is shown by a record, which by the ordinary evaluator no row takes.
        let hole = report.problems.iter().find(|problem| problem.rule == "routing-not-total").unwrap();
        let (shown, witness) = (hole.shown_by.as_deref().unwrap(), hole.witness.as_ref().unwrap());
        assert!(shown.contains("*Segment* is"), "{shown}");
        let then = witness.told(&told);
        let rows = &policy.handoff("H2").unwrap().routing.rows;
        assert!(
            rows.iter().all(|row| row.when.truth(&witness.record, &policy.fields, &then) != Truth::True),
            "{shown}"
        );
    }

    #[test]
    fn every_field_of_the_export_is_in_the_catalogue() {
        let policy = policy();
        for key in details::FIELDS {
            assert!(policy.fields.iter().any(|field| field.key == key), "{key}");
        }
    }

    #[test]
    fn every_copy_is_the_same() {
        let policy = policy();
        let csv = || {
            let mut bytes = Vec::new();
            generate(&policy).unwrap().write_csv(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(csv(), csv());
    }
}
