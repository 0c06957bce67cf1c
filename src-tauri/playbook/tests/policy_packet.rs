//! What travels: a packet is its templates', the point's own and what records must have, each field once.

use playbook::policy::{HandoffPoint, Packet, PacketField, PacketTemplate, Policy};

fn field(key: &str, required: bool, help: &str) -> PacketField {
    PacketField { field: key.into(), required, help: help.into(), ..PacketField::default() }
}

fn template(key: &str, extends: Option<&str>, fields: Vec<PacketField>) -> PacketTemplate {
    PacketTemplate { key: key.into(), extends: extends.map(Into::into), fields, ..PacketTemplate::default() }
}

fn policy() -> Policy {
    let mut policy = Policy::new("Acme", "UTC");
    policy.packets = vec![
        template("discovery", Some("common"), vec![field("pains", true, ""), field("timeline", true, "as discussed")]),
        template("common", None, vec![field("company", true, ""), field("timeline", false, "")]),
    ];
    policy
}

/// `key` or `key*` where required.
fn told(policy: &Policy, point: &HandoffPoint) -> Vec<String> {
    let mark = |field: PacketField| format!("{}{}", field.field, if field.required { "*" } else { "" });
    policy.packet(point).into_iter().map(mark).collect()
}

#[test]
fn a_packet_is_made_of_its_templates_oldest_first() {
    let policy = policy();
    let point = HandoffPoint {
        packet: Packet {
            template: Some("discovery".into()),
            fields: vec![field("company", false, "not asked here"), field("notes", false, "")],
        },
        required_fields: vec!["notes".into(), "consent".into()],
        ..HandoffPoint::default()
    };
    assert_eq!(told(&policy, &point), ["company", "timeline*", "pains*", "notes*", "consent*"]);
    let packet = policy.packet(&point);
    assert_eq!((packet[0].help.as_str(), packet[1].help.as_str()), ("not asked here", "as discussed"));
    assert_eq!(policy.required_fields(&point), ["timeline", "pains", "notes", "consent"]);
}

#[test]
fn required_fields_alone_are_a_packet() {
    let point = HandoffPoint { required_fields: vec!["Scope".into()], ..HandoffPoint::default() };
    assert_eq!(told(&policy(), &point), ["Scope*"]);
    assert!(told(&policy(), &HandoffPoint::default()).is_empty());
}

#[test]
fn templates_in_a_circle_end() {
    let mut policy = policy();
    policy.packets[1].extends = Some("discovery".into());
    let point = HandoffPoint {
        packet: Packet { template: Some("common".into()), fields: Vec::new() },
        ..HandoffPoint::default()
    };
    let keys: Vec<String> = policy.packet(&point).into_iter().map(|field| field.field).collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
}
