//! An imported record routed as it started.

use super::{Hours, Reasons, Routed, RowVerdict, Situation, route_with};
use crate::policy::criteria::Told;
use crate::policy::{HandoffPoint, Policy};
use crate::record::Seen;
use std::collections::BTreeMap;

/// Where a record goes; the key of a field that no import brought, where that could change it. What people held is not known, and
/// duplicates and accounts are not looked for: what was there then is not known any more.
pub fn route_at_start(
    policy: &Policy,
    hours: &Hours,
    point: &HandoffPoint,
    seen: &Seen<'_>,
    told: &Told,
    reasons: Reasons,
) -> Result<Routed, String> {
    let loads = BTreeMap::new();
    let situation = Situation { told, loads: &loads, duplicate: None, account: None };
    let routed = route_with(policy, hours, point, seen, &situation, reasons);
    for step in routed.steps.iter().filter(|step| step.verdict == RowVerdict::Unknown) {
        let fields = point.routing.rows[step.row].when.fields();
        if let Some(field) = fields.into_iter().find(|field| !seen.is_brought(field)) {
            return Err(field.to_owned());
        }
    }
    Ok(routed)
}
