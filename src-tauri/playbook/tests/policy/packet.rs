//! What travels: a packet is its templates', the point's own and what records must have, each field once.

use playbook::calendar::Zone;
use playbook::policy::criteria::{Example, Given, Told};
use playbook::policy::{EntryVerdict, Field, FieldKind, HandoffPoint, Packet, PacketField, PacketTemplate, Policy};

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

/// A packet of four: a size of at least 200 where the segment is Enterprise, a segment from a list, a date, a note.
fn filled_in() -> (Policy, HandoffPoint) {
    let mut policy = Policy::new("Acme", "UTC");
    let known = |key: &str, name: &str, kind| Field { key: key.into(), name: name.into(), kind, ..Field::default() };
    policy.fields = vec![
        known("employees", "Employees", FieldKind::Number),
        Field { values: vec!["SMB".into(), "Enterprise".into()], ..known("segment", "Segment", FieldKind::Choice) },
        known("start", "Start date", FieldKind::Date),
        known("note", "Note", FieldKind::Text),
    ];
    let validation = serde_json::json!({ "any": [
        { "field": "segment", "is": "not_equals", "value": "Enterprise" },
        { "field": "employees", "is": "at_least", "value": 200 },
    ] });
    let size = PacketField {
        validation: serde_json::from_value(validation).expect("a criterion"),
        ..field("employees", true, "")
    };
    let fields = vec![size, field("segment", true, ""), field("start", true, ""), field("note", false, "")];
    (policy, HandoffPoint { packet: Packet { template: None, fields }, ..HandoffPoint::default() })
}

/// What becomes of entries: every field's verdict, and the sentences of those that hold the packet back.
fn tried(entries: &[(&str, &str)]) -> (bool, Vec<EntryVerdict>, Vec<String>) {
    let (policy, point) = filled_in();
    let given = entries.iter().map(|(key, text)| ((*key).to_owned(), Given::Text((*text).to_owned())));
    let told = Told { now: 0, zone: Zone::utc() };
    let tried = policy.try_packet(&point, &Example(given.collect()), &told);
    let verdicts = tried.fields.iter().map(|entry| entry.verdict).collect();
    (tried.complete, verdicts, tried.fields.into_iter().filter_map(|entry| entry.because).collect())
}

#[test]
fn a_packet_filled_in_well_travels() {
    use EntryVerdict::{LeftOut, Valid};
    let entries = [("employees", "250"), ("segment", "Enterprise"), ("start", "2026-11-02")];
    assert_eq!(tried(&entries), (true, vec![Valid, Valid, Valid, LeftOut], vec![]));
    let small = [("employees", "20"), ("segment", "SMB"), ("start", "2026-11-02"), ("note", "=1+1")];
    assert_eq!(tried(&small), (true, vec![Valid; 4], vec![]));
}

#[test]
fn what_holds_a_packet_back_is_said_field_by_field() {
    use EntryVerdict::{Invalid, LeftOut, Missing, Unjudged};
    let (complete, verdicts, because) =
        tried(&[("employees", "140"), ("segment", "Enterprise"), ("start", "31/02/2026")]);
    assert!(!complete);
    assert_eq!(verdicts, [Invalid, EntryVerdict::Valid, Invalid, LeftOut]);
    assert_eq!(because[1], "“31/02/2026” is not a date");
    assert!(because[0].contains("*Employees* is 140, needs ≥ 200"), "{because:?}");
    let (_, verdicts, because) = tried(&[("employees", "many"), ("segment", "Galactic"), ("start", "  ")]);
    assert_eq!(verdicts, [Invalid, Invalid, Missing, LeftOut]);
    assert_eq!(
        because,
        ["“many” is not a number", "“Galactic” is not one of SMB, Enterprise", "Start date is required"]
    );
    let (_, verdicts, because) = tried(&[("employees", "140"), ("start", "2026-11-02")]);
    assert_eq!(verdicts, [Unjudged, Missing, EntryVerdict::Valid, LeftOut]);
    assert!(because[0].contains("*Segment* is blank"), "{because:?}");
}
