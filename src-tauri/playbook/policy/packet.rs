//! The handoff packet: the context that must travel.

use super::{Criterion, HandoffPoint, Policy};
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
}
