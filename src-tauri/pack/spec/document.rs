//! The spec as headings, lines and tables.

use playbook::policy::{HandoffSpec, Policy};

/// A piece of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Level 1 to 3.
    Heading(u8, String),
    Line(String),
    List(Vec<String>),
    Table(Table),
}

/// Rows under a head; `name` is the file's, where it is one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    fn new(name: &'static str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Table {
        Table { name, head: head.iter().map(|cell| cell.to_string()).collect(), rows: rows.into_iter().collect() }
    }
}

/// The document of a policy.
pub fn document(policy: &Policy, specs: &[HandoffSpec]) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(1, format!("{}: build spec", policy.company)),
        Block::Line(format!(
            "{} handoff points. Months and dates are counted in {}; amounts are in {}.",
            specs.len(),
            policy.time_zone,
            policy.currency
        )),
        Block::Heading(2, "Field catalogue".into()),
        Block::Table(Table::new(
            "fields",
            &["Field", "Key", "Type", "Values", "System", "Owner"],
            policy.fields.iter().map(|field| {
                let kind = field.kind.word().to_string();
                vec![
                    field.name.clone(),
                    field.key.clone(),
                    kind,
                    field.values.join(", "),
                    field.system.clone(),
                    field.owner.clone(),
                ]
            }),
        )),
    ];
    for spec in specs {
        handoff(spec, &mut blocks);
    }
    blocks
}

fn handoff(spec: &HandoffSpec, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, format!("{} {} → {}: {}", spec.key, spec.sender, spec.receiver, spec.name)));
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
    blocks.push(Block::Table(Table::new("facts", &["", ""], facts.map(|(name, value)| vec![name.to_string(), value]))));
    let one = std::slice::from_ref(spec);
    let parts = [
        ("Packet", packets(one)),
        ("Routing", routing(one)),
        ("SLA", targets(one)),
        ("Escalation", escalations(one)),
        ("Dispositions", dispositions(one)),
    ];
    for (name, table) in parts {
        let lines: &[String] = match name {
            "Routing" => &[spec.buffer.as_slice(), spec.matching.as_slice()].concat(),
            "SLA" => &spec.conditions,
            _ => &[],
        };
        if table.rows.is_empty() && lines.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(3, name.into()));
        if name == "SLA" {
            blocks.push(Block::Line(format!("Calendar: {}", spec.calendar)));
        }
        if !lines.is_empty() {
            blocks.push(Block::List(lines.to_vec()));
        }
        // The first column names the handoff point, which the heading does here.
        let head = table.head[1..].to_vec();
        let rows = table.rows.into_iter().map(|row| row[1..].to_vec()).collect();
        blocks.push(Block::Table(Table { head, rows, ..table }));
    }
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
    Table::new("packets", &["Handoff", "Field", "Key", "Type", "Required", "Allowed", "Help", "System"], rows)
}

fn routing(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.routing.iter().enumerate().map(|(at, row)| {
            let number = (at + 1).to_string();
            vec![spec.key.clone(), number, row.decides_on.clone(), row.when.clone(), row.to.clone(), row.reason.clone()]
        })
    });
    Table::new("routing", &["Handoff", "Row", "Decides on", "When", "Goes to", "Reason"], rows)
}

fn targets(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.targets.iter().map(|target| {
            let clock = target.clock.word().to_string();
            vec![spec.key.clone(), clock, target.tier.clone(), target.target.clone(), target.reminder.clone()]
        })
    });
    Table::new("slas", &["Handoff", "Clock", "Tier", "Target", "Reminder"], rows)
}

fn escalations(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.escalation.iter().map(|step| {
            let clock = step.clock.word().to_string();
            let (at, act, to) = (step.at.clone(), step.act.clone(), step.to.clone());
            vec![spec.key.clone(), clock, step.tier.clone(), at, act, to, step.note.clone()]
        })
    });
    Table::new("escalations", &["Handoff", "Clock", "Tier", "At", "What happens", "Reaches", "Note"], rows)
}

fn dispositions(specs: &[HandoffSpec]) -> Table {
    let rows = specs.iter().flat_map(|spec| {
        spec.dispositions.iter().map(|reason| {
            let decision = reason.decision.word().to_string();
            vec![spec.key.clone(), decision, reason.name.clone(), reason.meaning.clone(), reason.next.clone()]
        })
    });
    Table::new("dispositions", &["Handoff", "Decision", "Reason", "Meaning", "Next step"], rows)
}
