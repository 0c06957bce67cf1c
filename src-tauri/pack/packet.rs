//! A blank packet: what has to travel through one handoff point, to be filled in by hand.

use crate::document::{Blank, Block, Document, Fact, Section, Shape};
use crate::text::plural;
use playbook::policy::{HandoffSpec, Policy};

/// So many allowed values are ticked; more are a line to write on.
const TICKED: usize = 8;

/// The packet of a handoff point; `None` = the policy has no such point.
pub fn document(policy: &Policy, handoff: &str) -> Option<Document> {
    let point = policy.handoff(handoff)?;
    let HandoffSpec { key, name, sender, receiver, acceptance, acceptance_criteria, consent, packet, .. } =
        policy.spec(point);
    let blanks: Vec<Blank> = packet
        .iter()
        .map(|field| {
            let values = policy.field(&field.key).map(|field| field.values.clone()).unwrap_or_default();
            let ticked = (1..=TICKED).contains(&values.len());
            let rule =
                if ticked || field.allowed.is_empty() { String::new() } else { format!("Allowed: {}.", field.allowed) };
            let help = [field.help.as_str(), &rule].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
            Blank {
                name: field.name.clone(),
                required: field.required,
                allowed: if ticked { values } else { Vec::new() },
                help: help.join(" "),
            }
        })
        .collect();
    let required = blanks.iter().filter(|blank| blank.required).count() as u64;
    let head = ["Record", "From", "To", "Date"].map(|name| Blank {
        name: name.into(),
        required: true,
        allowed: Vec::new(),
        help: String::new(),
    });
    let said = [("Accepted when", acceptance), ("Criteria", acceptance_criteria), ("Consent", consent)];
    let facts = said.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| Fact::new(name, value));
    let section = |title: &str, blocks: Vec<Block>| Section { blocks, ..Section::new("", title) };
    Some(Document {
        company: policy.company.clone(),
        kind: "Handoff packet".into(),
        title: format!("{key} {sender} → {receiver}: {name}"),
        lead: format!("{}, {required} of them required.", plural(blanks.len() as u64, "field", "fields")),
        origin: facts.collect(),
        foot: format!("{} · packet of {key}", policy.company),
        shape: Shape::Sheet,
        sections: vec![
            section("Which record", vec![Block::Form(head.to_vec())]),
            section("What travels with it", vec![Block::Form(blanks)]),
        ],
        data: Vec::new(),
    })
}
