//! The handoff packet: the context that must travel.

use super::criteria::{Fact, Facts, Told, Truth};
use super::{Criterion, Field, FieldKind, HandoffPoint, Policy};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A packet that several handoff points can use.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PacketTemplate {
    pub key: String,
    pub name: String,
    /// Key of the template that this one adds to.
    pub extends: Option<String>,
    /// In the order in which they are filled in.
    pub fields: Vec<PacketField>,
}

/// What travels through one handoff point.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Packet {
    /// Key of a packet template.
    pub template: Option<String>,
    /// What this handoff point adds to the template, or has otherwise.
    pub fields: Vec<PacketField>,
}

/// A field that travels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PacketField {
    /// Catalogue key.
    pub field: String,
    pub required: bool,
    /// What a value must fulfil beyond being there.
    pub validation: Criterion,
    /// What whoever fills it in should know.
    pub help: String,
}

impl Policy {
    /// The packet of a handoff point in its order: the template's fields, oldest template first, then the point's own, then
    /// `required_fields` that none of them has. A field that comes again keeps its first place and takes its last form.
    pub fn packet(&self, point: &HandoffPoint) -> Vec<PacketField> {
        let mut templates = Vec::new();
        let mut next = point.packet.template.as_deref();
        while let Some(template) = next.and_then(|key| self.packets.iter().find(|template| template.key == key)) {
            // A circle is refused when a policy is read; a draft's must not hang.
            if templates.len() > self.packets.len() {
                break;
            }
            next = template.extends.as_deref();
            templates.push(template);
        }
        let mut packet: Vec<PacketField> = Vec::new();
        for field in templates.iter().rev().flat_map(|template| &template.fields).chain(&point.packet.fields) {
            match packet.iter_mut().find(|known| known.field == field.field) {
                Some(known) => *known = field.clone(),
                None => packet.push(field.clone()),
            }
        }
        for key in &point.required_fields {
            match packet.iter_mut().find(|known| known.field == *key) {
                Some(known) => known.required = true,
                None => packet.push(PacketField { field: key.clone(), required: true, ..PacketField::default() }),
            }
        }
        packet
    }

    /// Catalogue keys of the fields without which a packet is not complete, in the packet's order.
    pub fn required_fields(&self, point: &HandoffPoint) -> Vec<String> {
        self.packet(point).into_iter().filter(|field| field.required).map(|field| field.field).collect()
    }

    /// What a packet filled in like this would meet: every field in the packet's order, judged as whoever receives it would.
    pub fn try_packet(&self, point: &HandoffPoint, entries: &dyn Facts, told: &Told) -> PacketTried {
        let judged = |field: PacketField| self.judge_entry(&field, entries, told);
        let fields: Vec<EntryJudged> = self.packet(point).into_iter().map(judged).collect();
        PacketTried { complete: fields.iter().all(|entry| entry.verdict.travels()), fields }
    }

    fn judge_entry(&self, field: &PacketField, entries: &dyn Facts, told: &Told) -> EntryJudged {
        let unknown = Field { key: field.field.clone(), name: field.field.clone(), ..Field::default() };
        let known = self.fields.iter().find(|known| known.key == field.field).unwrap_or(&unknown);
        let (verdict, because) = match entries.fact(known, &told.zone) {
            Fact::Blank if field.required => (EntryVerdict::Missing, Some(format!("{} is required", known.name))),
            Fact::Blank => (EntryVerdict::LeftOut, None),
            Fact::Unreadable(text) => (EntryVerdict::Invalid, Some(format!("“{text}” is not {}", known.kind.phrase()))),
            Fact::Text(text) if known.is_unlisted(text) => {
                (EntryVerdict::Invalid, Some(format!("“{text}” is not one of {}", known.values.join(", "))))
            }
            _ => {
                let verdict = field.validation.verdict(entries, &self.fields, told);
                match verdict.truth {
                    Truth::True => (EntryVerdict::Valid, None),
                    Truth::False => (EntryVerdict::Invalid, Some(verdict.sentence())),
                    Truth::Unknown => (EntryVerdict::Unjudged, Some(verdict.sentence())),
                }
            }
        };
        EntryJudged { field: field.field.clone(), verdict, because }
    }
}

impl Field {
    /// True of a text that a choice does not offer.
    fn is_unlisted(&self, text: &str) -> bool {
        self.kind == FieldKind::Choice && !self.values.is_empty() && !self.values.iter().any(|value| value == text)
    }
}

/// A packet filled in for a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PacketTried {
    /// Nothing holds it back.
    pub complete: bool,
    /// In the packet's order.
    pub fields: Vec<EntryJudged>,
}

/// One entry of a packet, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EntryJudged {
    /// Catalogue key.
    pub field: String,
    pub verdict: EntryVerdict,
    /// Why it does not travel, without a full stop.
    pub because: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryVerdict {
    Valid,
    /// Blank, and it need not be there.
    LeftOut,
    /// Blank, and it has to be there.
    Missing,
    /// No value of the field, or one that its validation refuses.
    Invalid,
    /// Its validation asks for something that is blank.
    Unjudged,
}

impl EntryVerdict {
    /// True where it does not hold the packet back.
    pub const fn travels(self) -> bool {
        match self {
            EntryVerdict::Valid | EntryVerdict::LeftOut => true,
            EntryVerdict::Missing | EntryVerdict::Invalid | EntryVerdict::Unjudged => false,
        }
    }
}
