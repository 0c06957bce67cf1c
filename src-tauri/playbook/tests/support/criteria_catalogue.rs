//! A small catalogue with a field of every kind, and a fixed present.

use playbook::calendar::Zone;
use playbook::policy::criteria::Told;
use playbook::policy::{Field, FieldKind};
use std::sync::OnceLock;

/// 2026-03-29T10:30:00Z: in Vienna, a day of 23 hours.
const NOW: i64 = 1_774_780_200_000;

/// That instant in Vienna.
pub fn told() -> &'static Told {
    static TOLD: OnceLock<Told> = OnceLock::new();
    TOLD.get_or_init(|| Told { now: NOW, zone: Zone::named("Europe/Vienna").unwrap() })
}

fn field(key: &str, name: &str, kind: FieldKind, values: &[&str]) -> Field {
    Field {
        key: key.into(),
        name: name.into(),
        kind,
        values: values.iter().map(|value| (*value).into()).collect(),
        ..Field::default()
    }
}

pub fn catalogue() -> Vec<Field> {
    vec![
        field("title", "Title", FieldKind::Text, &[]),
        field("email", "E-mail", FieldKind::Text, &[]),
        field("region", "Region", FieldKind::Choice, &["DACH", "Nordics", "UKI"]),
        field("employees", "Employees", FieldKind::Number, &[]),
        field("score", "Score", FieldKind::Number, &[]),
        field("renewal", "Renewal date", FieldKind::Date, &[]),
        field("last_touch", "Last touch", FieldKind::Instant, &[]),
        field("consent", "Consent", FieldKind::Boolean, &[]),
    ]
}
