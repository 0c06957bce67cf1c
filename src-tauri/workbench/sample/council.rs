//! The sample's council: three months reviewed and signed, what was decided there and who was to do what, and a fourth on the table. Made
//! by the ordinary acts, on the days on which they would have been done.

use super::SampleError;
use super::company::ZONE;
use crate::policies::drafts::Publishing;
use crate::reviews::{ActionDraft, DecisionDraft};
use crate::workspace::Workspace;
use chrono::NaiveDate;
use playbook::calendar::Zone;
use playbook::council::{Attendee, DecisionStatus, Expects, Way};
use playbook::maturity::{Capability, Level};
use playbook::metrics::{Metric, Month};
use playbook::policy::Policy;
use playbook::{HOUR, Instant, MINUTE};

const CHAIR: &str = "vera-stein";
const SECOND: &str = "ravi-anand";

/// Who publishes what was decided, by the name that the history shows.
const SHIPS: &str = "Ravi Anand";

/// The decision that a version of the policy carries out.
const BUFFER: &str = "Enrich in a buffer of five minutes before anybody is alerted";

/// Who is asked to come.
const COUNCIL: [&str; 5] = [CHAIR, SECOND, "paula-weiss", "marco-salvi", "joao-prado"];

/// A month's sitting: the day on which it was held, who was away, and the notes.
struct Sitting {
    month: Month,
    held_on: (i32, u32, u32),
    away: Option<&'static str>,
    notes: &'static str,
}

const SITTINGS: [Sitting; 3] = [
    Sitting {
        month: Month::new(2026, 7),
        held_on: (2026, 8, 5),
        away: Some("joao-prado"),
        notes: "## July\n\nQuiet month, holidays in both teams. Onboarding accepts slowly since spring: *capacity or packet?* \
                Implementation looks at the packet first.",
    },
    Sitting {
        month: Month::new(2026, 8),
        held_on: (2026, 9, 7),
        away: None,
        notes: "## August\n\nPartner leads lie. Nobody empties their queue since the partner manager left.\n\n- one owner for the queue\n- \
                the weekly list goes to SDR leads as well",
    },
    Sitting {
        month: Month::new(2026, 9),
        held_on: (2026, 10, 5),
        away: Some("paula-weiss"),
        notes: "## September\n\nThe enrichment buffer runs in the CRM since 1 October; the policy follows today. We look at first touch in a month, not before.",
    },
];

/// Month, text, status, handoff, metric, way, target.
type Decided = (Month, &'static str, DecisionStatus, Option<&'static str>, Metric, Way, Option<f64>);

const DECISIONS: [Decided; 6] = [
    (
        Month::new(2026, 7),
        "Rewrite the onboarding packet, so that implementation can accept without asking back",
        DecisionStatus::Decided,
        Some("H4"),
        Metric::TimeToAccept,
        Way::Fall,
        None,
    ),
    (
        Month::new(2026, 8),
        "The partner queue has one owner who empties it every morning",
        DecisionStatus::Decided,
        Some("H1"),
        Metric::UntouchedShare,
        Way::Fall,
        Some(0.02),
    ),
    (
        Month::new(2026, 8),
        "Every AE pod names a backup",
        DecisionStatus::Decided,
        Some("H2"),
        Metric::ReassignmentRate,
        Way::Fall,
        None,
    ),
    (Month::new(2026, 9), BUFFER, DecisionStatus::Decided, Some("H1"), Metric::TimeToFirstTouch, Way::Fall, None),
    (
        Month::new(2026, 10),
        "Hand over to EMEA before 16:00, later ones to the next morning's pod",
        DecisionStatus::Proposed,
        Some("H2"),
        Metric::SlaAccept,
        Way::Fall,
        Some(0.15),
    ),
    (
        Month::new(2026, 10),
        "Ask customer success why it turns expansion signals down, before anything is changed",
        DecisionStatus::Proposed,
        Some("H6"),
        Metric::AcceptanceRate,
        Way::Rise,
        None,
    ),
];

/// Month, text, owner, due, and when it was done.
type Given = (Month, &'static str, &'static str, (i32, u32, u32), Option<(i32, u32, u32)>);

const ACTIONS: [Given; 6] = [
    (Month::new(2026, 7), "Collect ten packets that came back", "joao-prado", (2026, 8, 31), Some((2026, 8, 27))),
    (Month::new(2026, 8), "Rewrite the onboarding packet with implementation", "joao-prado", (2026, 10, 30), None),
    (Month::new(2026, 8), "Name an owner for the partner queue", "paula-weiss", (2026, 9, 18), Some((2026, 9, 22))),
    (Month::new(2026, 9), "Switch the enrichment buffer on", "ravi-anand", (2026, 10, 1), Some((2026, 10, 1))),
    (Month::new(2026, 9), "Merge the suspected duplicates", "ravi-anand", (2026, 11, 12), None),
    (Month::new(2026, 10), "Coach EMEA on late-day hand-overs", "marco-salvi", (2026, 11, 20), None),
];

/// Holds the sittings.
pub async fn sit(workspace: &Workspace, policy: &Policy) -> Result<(), SampleError> {
    for sitting in &SITTINGS {
        let at = instant(sitting.held_on)?;
        let people = COUNCIL.map(|person| Attendee { person: person.into(), present: sitting.away != Some(person) });
        workspace.attendance_save(sitting.month, &people, 0, SECOND, at).await?;
        give(workspace, sitting.month, at + 10 * MINUTE).await?;
        workspace.notes_save(sitting.month, sitting.notes, 0, SECOND, at + 20 * MINUTE).await?;
        workspace.sign_off(sitting.month, CHAIR, at + 28 * MINUTE).await?;
        workspace.sign_off(sitting.month, SECOND, at + 29 * MINUTE).await?;
    }
    ship(workspace, policy).await?;
    let prepared = instant((2026, 11, 2))?;
    give(workspace, Month::new(2026, 10), prepared).await?;
    done(workspace).await?;
    let reason = "Targets and ladders are in the CRM; nobody looks at attainment every week yet.";
    workspace.maturity_judge(Capability::SlasAndAlerts, Level::BuiltIn, reason, CHAIR, prepared + HOUR).await?;
    Ok(())
}

/// Publishes the version that carries out the decision on the buffer: the policy says from then on what the CRM does since the first of
/// October.
async fn ship(workspace: &Workspace, policy: &Policy) -> Result<(), SampleError> {
    let decisions = workspace.decisions().await?;
    let carried: Vec<String> =
        decisions.iter().filter(|decision| decision.text == BUFFER).map(|decision| decision.id.clone()).collect();
    let zone = Zone::named(ZONE).map_err(|why| SampleError::Defect(why.to_string()))?;
    let publishing = Publishing {
        author: SHIPS,
        reason: "Leads are enriched for up to five minutes before anybody is alerted, as the council decided",
        effective_from: Some(zone.month_bounds(Month::new(2026, 10)).0),
        carries_out: &carried,
    };
    workspace.publish_policy_at(policy, publishing, instant((2026, 10, 5))? + 4 * HOUR).await?;
    Ok(())
}

/// What is decided and given out in a month's sitting.
async fn give(workspace: &Workspace, month: Month, at: Instant) -> Result<(), SampleError> {
    for &(made_in, text, status, handoff, metric, way, target) in DECISIONS.iter().filter(|one| one.0 == month) {
        let draft = DecisionDraft {
            id: None,
            version: None,
            text: text.into(),
            status,
            made_in,
            handoff: handoff.map(str::to_owned),
            metric,
            expects: Expects { way, target },
            policy_version: None,
        };
        workspace.decision_save(&draft, CHAIR, at).await?;
    }
    for &(made_in, text, owner, due, _) in ACTIONS.iter().filter(|one| one.0 == month) {
        let draft = ActionDraft {
            id: None,
            version: None,
            text: text.into(),
            owner: owner.into(),
            due: date(due)?,
            made_in,
            decision: None,
        };
        workspace.action_save(&draft, CHAIR, at).await?;
    }
    Ok(())
}

/// Marks what was done.
async fn done(workspace: &Workspace) -> Result<(), SampleError> {
    for action in workspace.actions().await? {
        let given = ACTIONS.iter().find(|given| given.1 == action.text);
        if let Some(&(_, _, owner, _, Some(on))) = given {
            workspace.action_done(&action.id, action.version, true, owner, instant(on)?).await?;
        }
    }
    Ok(())
}

fn date((year, month, day): (i32, u32, u32)) -> Result<NaiveDate, SampleError> {
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| SampleError::Defect(format!("{year}-{month}-{day} is no date")))
}

/// Ten in the morning, UTC.
fn instant(day: (i32, u32, u32)) -> Result<Instant, SampleError> {
    Ok(date(day)?.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + 10 * HOUR)
}
