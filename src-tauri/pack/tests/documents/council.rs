//! A year of handoffs whose every text is somebody's attempt: a month of them as a review, and what each text has to look like.

use playbook::calendar::{Target, Zone};
use playbook::council::*;
use playbook::exception::impact::{Downstream, ExceptionImpact, Verdict};
use playbook::exception::measures::{ExceptionMeasures, ExceptionVolume};
use playbook::maturity::{CouncilFacts, Facts, maturity};
use playbook::metrics::review::Unit;
use playbook::metrics::{Basis, ClockChoice, Columns, Metric, Month, measure, review};
use playbook::policy::*;
use playbook::record::{Disposition, HandoffRecord, Moment};
use playbook::{DAY, HOUR, Instant};

pub const MARKUP: &str = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;";
pub const TYPST: &str = "#panic() *bold* $x^2$ #include \"/etc/passwd\" \\ @ref <label> ]";
pub const FORMULA: &str = "=cmd|'/c calc'!A1";
pub const BIDI: &str = "evil\u{202e}gpj.exe";
/// As it is shown, so that nothing turns the direction of what follows.
pub const BIDI_SHOWN: &str = "evil[U+202E]gpj.exe";
pub const EMOJI: &str = "👍🏽 会社 ok";

/// So long that it fills pages.
pub fn endless() -> String {
    "A".repeat(10_000)
}

pub fn texts() -> [String; 6] {
    [MARKUP.into(), TYPST.into(), FORMULA.into(), BIDI.into(), EMOJI.into(), endless()]
}

pub const OCTOBER: Month = Month::new(2026, 10);
/// 31 October 2026, 23:00 UTC.
pub const AS_OF: Instant = 1_793_487_600_000;

/// A policy of so many handoff points, each with a promise to accept within four hours.
pub fn policy(points: usize) -> Policy {
    let mut policy = Policy::new(MARKUP, "UTC");
    policy.fields = vec![Field { key: "pain".into(), name: TYPST.into(), ..Field::default() }];
    policy.dispositions = vec![DispositionReason {
        key: "timing".into(),
        name: "Timing".into(),
        decision: ReceiverDecision::Recycled,
        ..DispositionReason::default()
    }];
    policy.handoffs = (1..=points)
        .map(|number| HandoffPoint {
            key: format!("H{number}"),
            name: if number == 1 { TYPST.into() } else { format!("Handed over {number}") },
            sender: if number == 1 { FORMULA.into() } else { "SDR".into() },
            receiver: "AE".into(),
            trigger: Trigger::said("Demo request submitted"),
            targets: vec![SlaTarget {
                clock: ClockKind::Accept,
                tier: None,
                target: Target::Elapsed { ms: 4 * HOUR },
                reminder_percent: 50,
            }],
            required_fields: vec!["pain".into()],
            dispositions: vec!["timing".into()],
            ..HandoffPoint::default()
        })
        .collect();
    policy
}

/// Twelve months up to October: each month each handoff gets so many records, a few of them late; in October more.
pub fn records(points: usize, each: usize) -> Vec<HandoffRecord> {
    let texts = texts();
    let mut records = Vec::new();
    for back in 0..12 {
        let (begun, _) = Zone::utc().month_bounds(Month(OCTOBER.0 - back));
        for point in 1..=points {
            for number in 0..each {
                let text = texts[number % texts.len()].clone();
                let mut record = HandoffRecord {
                    record_id: format!("{text} {back}-{point}-{number}"),
                    handoff: format!("H{point}"),
                    cycle: 1,
                    owner: Some(text.clone()),
                    owner_group: Some(text.clone()),
                    source: Some(text.clone()),
                    trigger: Some(text.clone()),
                    segment: Some(text.clone()),
                    ..blank()
                };
                let started = begun + (number as i64 % 27) * DAY;
                // Between one and two in twelve are late; in October one in two.
                let late = if back == 0 { number % 2 == 0 } else { number % 12 <= (back % 2) as usize };
                let accepted = started + if late { 9 * HOUR } else { HOUR + number as i64 * 60_000 };
                record.set(Moment::Started, Some(started));
                record.set(Moment::Assigned, Some(started + 60_000));
                if number % 7 == 3 {
                    record.set(Moment::Rejected, Some(accepted));
                    record.disposition = Disposition::Rejected;
                    record.reason = Some(text);
                } else {
                    record.set(Moment::Accepted, Some(accepted));
                    record.disposition = Disposition::Accepted;
                }
                records.push(record);
            }
        }
    }
    records
}

fn blank() -> HandoffRecord {
    HandoffRecord {
        record_id: String::new(),
        handoff: String::new(),
        cycle: 1,
        moments: [None; 10],
        date_only: 0,
        disposition: Disposition::Open,
        reason: None,
        owner: None,
        owner_group: None,
        first_owner: None,
        reassign_count: None,
        source: None,
        trigger: None,
        segment: None,
        intent: None,
        tier_changes: Vec::new(),
        amount: None,
        won: None,
        own_due: [None; 5],
        own_verdict: None,
        pauses: Vec::new(),
        truncated: false,
        attributes: Default::default(),
    }
}

pub fn exceptions() -> ExceptionMeasures {
    let volume = |name: &str, count: u64| ExceptionVolume {
        month: OCTOBER,
        exception_type: name.into(),
        name: name.into(),
        severity: "p1".into(),
        count,
        history: 1,
    };
    ExceptionMeasures {
        volume: vec![volume(MARKUP, 7), volume(FORMULA, 3)],
        resolution: Vec::new(),
        repeats: Vec::new(),
        duplicates: 2,
        records: 500,
        pauses: Vec::new(),
        impact: vec![impact(MARKUP), impact(FORMULA)],
    }
}

fn impact(name: &str) -> ExceptionImpact {
    let of = |records: u64, converted: u64| Downstream {
        records,
        contacted: records / 2,
        converted,
        amount: records as f64 * 100.0,
        amount_converted: converted as f64 * 100.0,
    };
    ExceptionImpact {
        month: OCTOBER,
        handoff: TYPST.into(),
        exception_type: Some("k".into()),
        name: name.into(),
        with: of(20, 2),
        without: of(40, 30),
        contact: Verdict::NoDifference,
        conversion: Verdict::Less,
        sentence: name.into(),
    }
}

/// The month, whole: measured as the workbench does, with what a council wrote.
pub fn book(policy: &Policy, records: &[HandoffRecord]) -> ReviewBook {
    let mut columns = Columns::new(Zone::utc());
    for (id, record) in records.iter().enumerate() {
        columns.push(id as u32, record);
    }
    let measured = measure(&columns, policy, Some(AS_OF), ClockChoice::Elapsed);
    let mut review = review(&measured, OCTOBER, Basis::Cohort);
    let named = |id: &str| records[id.parse::<usize>().unwrap()].record_id.clone();
    // The workbench names the records that a review lists.
    for open in &mut review.aging.oldest {
        open.record_id = named(&open.id);
    }
    let mut figures = figures(&measured, &review, policy);
    for breach in &mut figures.breaches {
        breach.record_id = named(&breach.id);
    }
    let facts = Facts { policy, errors: &[], review: Some(&review), versions: 1, council: CouncilFacts::default() };
    ReviewBook {
        provenance: Provenance {
            company: policy.company.clone(),
            workspace: "w".into(),
            month: OCTOBER,
            time_zone: "UTC".into(),
            currency: "EUR".into(),
            basis: Basis::Cohort,
            clock: ClockChoice::Elapsed,
            filters: Vec::new(),
            as_of: AS_OF,
            records: records.len() as u64,
            batch: Some(1),
            batch_files: vec![MARKUP.into()],
            policy_version: 7,
            in_force: 7,
            audit_entries: 1_204,
            audit_head: "3f9a".repeat(16),
            audit_intact: true,
            baton: "0.1.0".into(),
            signed: None,
        },
        council: Council {
            month: OCTOBER,
            state: CouncilState::Open,
            figures,
            repeats: Vec::new(),
            changes: Vec::new(),
            decisions: vec![decision()],
            actions: vec![action()],
            notes: Notes::new(written(), MARKUP.into(), None, 1),
            attendance: Attendance { people: vec![Attendee { person: EMOJI.into(), present: true }], version: 1 },
            waiting_for: vec![EMOJI.into()],
            sign_offs: Vec::new(),
            differences: Vec::new(),
        },
        quarterly: None,
        exceptions: exceptions(),
        maturity: maturity(&facts, &[]),
        definitions: Vec::new(),
        review,
    }
}

/// Notes as a council writes them, with every attempt in them as text: Markdown's own signs are guarded.
pub fn written() -> String {
    let guarded = |text: &str| {
        let guard =
            |letter: char| if letter.is_ascii_punctuation() { format!("\\{letter}") } else { letter.to_string() };
        text.chars().map(guard).collect::<String>()
    };
    let said = [TYPST, FORMULA, BIDI, EMOJI].map(|text| format!("- noted {}", guarded(text))).join("\n");
    format!(
        "# Noted heading\n\n{MARKUP}\n\nSo **noted bold** and *noted soft* and ***noted both***, `noted code`.\n\n### Noted below\n\n{said}\n  \
         1. noted first\n  2. noted second\n\n> noted quote\n\n[noted link](https://noted.example/a) and \
         ![noted picture](https://noted.example/p.png)\n\n---\n\n```\nnoted #panic() <i>\n```\n\n{}\n",
        "N".repeat(10_000)
    )
}

fn decision() -> DecisionRow {
    DecisionRow {
        decision: Decision {
            id: "d".into(),
            number: 27,
            text: TYPST.into(),
            status: DecisionStatus::Proposed,
            made_in: OCTOBER,
            made_at: AS_OF,
            by: BIDI.into(),
            handoff: None,
            metric: Metric::SlaAccept,
            baseline: None,
            expects: Expects { way: Way::Fall, target: None },
            policy_version: None,
            version: 1,
        },
        name: "D-27".into(),
        handoff: None,
        metric_title: "Acceptance breach rate".into(),
        unit: Unit::Share,
        effect: None,
        is_signed: false,
    }
}

fn action() -> ActionRow {
    ActionRow {
        action: Action {
            id: "a".into(),
            number: 5,
            text: FORMULA.into(),
            owner: BIDI.into(),
            due: chrono::NaiveDate::from_ymd_opt(2026, 11, 6).unwrap(),
            made_in: OCTOBER,
            made_at: AS_OF,
            made_by: BIDI.into(),
            decision: None,
            done_at: None,
            done_by: None,
            version: 1,
        },
        name: "A-5".into(),
        owner_name: BIDI.into(),
        is_done: false,
        carried: 2,
        late_days: 6,
    }
}

/// The pack of a policy's October.
pub fn document(points: usize, each: usize) -> pack::Document {
    let policy = policy(points);
    let book = book(&policy, &records(points, each));
    let version = pack::review::PolicyInForce { number: 7, since: BEGINNING, author: MARKUP, reason: TYPST };
    pack::review::document(pack::review::ReviewPack { policy: &policy, version, book: &book })
}
