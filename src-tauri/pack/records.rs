//! Handoff records as CSV: every field by its name, then every attribute.

use crate::csv_out;
use playbook::policy::{ClockKind, Policy};
use playbook::record::{Disposition, HandoffRecord, Moment, Pause};
use std::io::Write;

/// Writes records one at a time.
pub struct RecordsCsv<W: Write> {
    csv: csv::Writer<W>,
    attributes: Vec<String>,
}

impl<W: Write> RecordsCsv<W> {
    /// Writes the header; `attributes` are the columns after the fixed ones.
    pub fn new(out: W, attributes: Vec<String>) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(out);
        let mut header: Vec<String> = ["record_id", "handoff", "cycle"].map(String::from).to_vec();
        header.extend(Moment::ALL.map(|moment| moment.field().to_string()));
        header.extend(
            ["disposition", "reason", "owner", "owner_group", "first_owner", "reassign_count", "source", "trigger"]
                .map(String::from),
        );
        header.extend(["segment", "intent", "amount", "won"].map(String::from));
        header.extend(ClockKind::ALL.map(|clock| format!("due_{}_at", clock.name())));
        header.push("pauses".into());
        header.extend(attributes.iter().map(|name| csv_out::text(name).into_owned()));
        csv.write_record(&header)?;
        Ok(RecordsCsv { csv, attributes })
    }

    /// Writes one record; the handoff by its name.
    pub fn write(&mut self, record: &HandoffRecord, policy: &Policy) -> csv::Result<()> {
        let name = policy.handoff(&record.handoff).map_or(record.handoff.as_str(), |point| &point.name);
        let text = |value: &Option<String>| csv_out::text(value.as_deref().unwrap_or_default()).into_owned();
        let instant = |at: Option<i64>| at.map(csv_out::instant).unwrap_or_default();
        let mut row = vec![
            csv_out::text(&record.record_id).into_owned(),
            csv_out::text(name).into_owned(),
            record.cycle.to_string(),
        ];
        row.extend(record.moments.map(instant));
        row.push(disposition(record.disposition).into());
        row.extend([&record.reason, &record.owner, &record.owner_group, &record.first_owner].map(text));
        row.push(record.reassign_count.map(|count| count.to_string()).unwrap_or_default());
        row.extend([&record.source, &record.trigger, &record.segment, &record.intent].map(text));
        row.push(csv_out::number(record.amount));
        row.push(record.won.map(|won| won.to_string()).unwrap_or_default());
        row.extend(record.own_due.map(instant));
        row.push(pauses(&record.pauses));
        for name in &self.attributes {
            row.push(csv_out::text(record.attributes.get(name).map_or("", String::as_str)).into_owned());
        }
        self.csv.write_record(&row)
    }

    pub fn finish(mut self) -> csv::Result<()> {
        self.csv.flush()?;
        Ok(())
    }
}

/// `FROM/TO reason`, several with a semicolon; nothing after the stroke = still paused. An import reads it.
fn pauses(pauses: &[Pause]) -> String {
    let one = |pause: &Pause| {
        let to = pause.to.map(csv_out::instant).unwrap_or_default();
        format!("{}/{to} {}", csv_out::instant(pause.from), pause.reason).trim_end().to_owned()
    };
    pauses.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn disposition(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Open => "open",
        Disposition::Accepted => "accepted",
        Disposition::Rejected => "rejected",
        Disposition::Recycled => "recycled",
        Disposition::Completed => "completed",
    }
}
