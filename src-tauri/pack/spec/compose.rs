//! The spec as a document.

use crate::document::{Block, Column, Document, Fact, Section, Shape, Table, Value};
use crate::text::unmarked;
use playbook::policy::{HandoffSpec, Policy};

/// The document of a policy.
pub fn document(policy: &Policy, specs: &[HandoffSpec]) -> Document {
    let fields = policy.fields.iter().map(|field| {
        let kind = field.kind.word().to_string();
        vec![
            field.name.clone(),
            field.key.clone(),
            kind,
            field.values.join(", "),
            field.system.clone(),
            field.owner.clone(),
        ]
    });
    let fields =
        table("fields", &[("Field", 4), ("Key", 0), ("Type", 3), ("Values", 5), ("System", 3), ("Owner", 3)], fields);
    let catalogue = Section { blocks: vec![Block::Table(fields)], ..Section::new("", "Field catalogue") };
    Document {
        company: policy.company.clone(),
        kind: "Build spec".into(),
        title: format!("{}: build spec", policy.company),
        lead: format!(
            "{} handoff points. Months and dates are counted in {}; amounts are in {}.",
            specs.len(),
            policy.time_zone,
            policy.currency
        ),
        foot: format!("{} · build spec", policy.company),
        shape: Shape::Sheet,
        sections: std::iter::once(catalogue).chain(specs.iter().map(handoff)).collect(),
        ..Document::default()
    }
}

fn handoff(spec: &HandoffSpec) -> Section {
    let facts = [
        ("Stages", [&spec.from_stage, &spec.to_stage].into_iter().flatten().cloned().collect::<Vec<_>>().join(" → ")),
        ("Trigger", spec.trigger.clone()),
        ("Decided by", spec.trigger_criterion.clone()),
        ("Seen in", spec.trigger_source.clone()),
        ("Accountable", spec.accountable.join(", ")),
        ("Backup", spec.backup.clone().unwrap_or_default()),
        ("Exit criteria", spec.exit_criteria.clone()),
        ("Entry criteria", spec.entry_criteria.clone()),
        ("Acceptance", spec.acceptance.clone()),
        ("Acceptance criteria", spec.acceptance_criteria.clone()),
        ("To accept", spec.acceptance_actions.join("; ")),
        ("Consent", spec.consent.clone()),
        ("Momentum risk", spec.momentum_risk.clone()),
        ("Failure mode", spec.failure_mode.clone()),
        ("Control", spec.control.clone()),
        ("System requirements", spec.system_requirements.join("; ")),
        ("Primary KPI", spec.kpi.clone().unwrap_or_default()),
        ("Reviewed", spec.review.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut blocks = vec![Block::Facts(facts.map(|(name, value)| Fact::new(name, unmarked(&value))).collect())];
    let one = std::slice::from_ref(spec);
    let parts = [
        ("Packet", packets(one)),
        ("Routing", routing(one)),
        ("SLA", targets(one)),
        ("Escalation", escalations(one)),
        ("Dispositions", dispositions(one)),
    ];
    for (name, mut table) in parts {
        let lines: &[String] = match name {
            "Routing" => &[spec.buffer.as_slice(), spec.matching.as_slice()].concat(),
            "SLA" => &spec.conditions,
            _ => &[],
        };
        if table.rows.is_empty() && lines.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(name.into()));
        if name == "SLA" {
            blocks.push(Block::Text(format!("Calendar: {}", spec.calendar)));
        }
        if !lines.is_empty() {
            blocks.push(Block::List(lines.iter().map(|line| unmarked(line)).collect()));
        }
        // The first column names the handoff point, which the heading does here.
        table.columns.remove(0);
        for row in &mut table.rows {
            row.remove(0);
            for cell in row {
                if let Value::Text(text) = &mut cell.value {
                    *text = unmarked(text);
                }
            }
        }
        blocks.push(Block::Table(table));
    }
    Section { blocks, ..Section::new("", format!("{} {} → {}: {}", spec.key, spec.sender, spec.receiver, spec.name)) }
}

/// A table of texts whose columns want so much of the width.
fn table(name: &str, head: &[(&str, u8)], rows: impl IntoIterator<Item = Vec<String>>) -> Table {
    let columns = head.iter().map(|&(title, width)| Column::wide(title, width)).collect();
    Table { columns, ..Table::of_texts(name, "", &[], rows) }
}

/// The tables over all handoff points, for files of their own.
pub(super) fn handoff_tables(specs: &[HandoffSpec]) -> [Table; 5] {
    [packets(specs), routing(specs), targets(specs), escalations(specs), dispositions(specs)]
}

fn packets(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.packet.iter().map(|field| {
            let required = if field.required { "required" } else { "optional" };
            vec![
                spec.key.clone(),
                field.name.clone(),
                field.key.clone(),
                field.kind.clone(),
                required.into(),
                field.allowed.clone(),
                field.help.clone(),
                field.system.clone(),
            ]
        })
    });
    table(
        "packets",
        &[
            ("Handoff", 0),
            ("Field", 4),
            ("Key", 0),
            ("Type", 3),
            ("Required", 2),
            ("Allowed", 5),
            ("Help", 4),
            ("System", 3),
        ],
        rows,
    )
}

fn routing(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.routing.iter().enumerate().map(|(at, row)| {
            let number = (at + 1).to_string();
            vec![spec.key.clone(), number, row.decides_on.clone(), row.when.clone(), row.to.clone(), row.reason.clone()]
        })
    });
    table("routing", &[("Handoff", 0), ("Row", 0), ("Decides on", 3), ("When", 5), ("Goes to", 4), ("Reason", 4)], rows)
}

fn targets(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.targets.iter().map(|target| {
            let clock = target.clock.word().to_string();
            vec![spec.key.clone(), clock, target.tier.clone(), target.target.clone(), target.reminder.clone()]
        })
    });
    table("slas", &[("Handoff", 0), ("Clock", 2), ("Tier", 2), ("Target", 6), ("Reminder", 1)], rows)
}

fn escalations(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.escalation.iter().map(|step| {
            let clock = step.clock.word().to_string();
            let (at, act, to) = (step.at.clone(), step.act.clone(), step.to.clone());
            vec![spec.key.clone(), clock, step.tier.clone(), at, act, to, step.note.clone()]
        })
    });
    table(
        "escalations",
        &[("Handoff", 0), ("Clock", 2), ("Tier", 2), ("At", 2), ("What happens", 3), ("Reaches", 3), ("Note", 4)],
        rows,
    )
}

fn dispositions(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.dispositions.iter().map(|reason| {
            let decision = reason.decision.word().to_string();
            vec![spec.key.clone(), decision, reason.name.clone(), reason.meaning.clone(), reason.next.clone()]
        })
    });
    table("dispositions", &[("Handoff", 0), ("Decision", 2), ("Reason", 2), ("Meaning", 4), ("Next step", 5)], rows)
}
