//! A handoff whose promise is easily kept and broken by hand, for the tests of the workbench and of what kills it.

use playbook::HOUR;
use playbook::calendar::Target;
use playbook::policy::{ClockKind, HandoffPoint, SlaTarget};

/// To be accepted within four hours, by night as by day.
pub fn lead_to_sdr(key: &str) -> HandoffPoint {
    let target = Target::Elapsed { ms: 4 * HOUR };
    HandoffPoint {
        key: key.into(),
        name: "Lead to SDR".into(),
        targets: vec![SlaTarget { clock: ClockKind::Accept, tier: None, target, reminder_percent: 50 }],
        ..HandoffPoint::default()
    }
}
