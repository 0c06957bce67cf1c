//! What the parts of a policy are called where their changes are told.

mod choices;

pub(super) use choices::*;

use crate::calendar::{Calendar, Counting, Interval, Target, duration_words};
use crate::policy::*;
use crate::{HOUR, MINUTE, Millis};
use serde_json::Value;

/// What stands where there is nothing.
pub(super) const NOTHING: &str = "nothing";

/// The name of something: its own, or its key where it has none.
pub(super) fn name_of(policy: &Policy, noun: Noun, key: &str) -> String {
    let name = policy.place_of(noun, key).map(|place| own_name(policy, noun, place)).unwrap_or_default();
    if name.trim().is_empty() { key.to_owned() } else { name }
}

fn own_name(policy: &Policy, noun: Noun, place: usize) -> String {
    match noun {
        Noun::Tier => policy.tiers[place].name.clone(),
        Noun::Team => policy.teams[place].name.clone(),
        Noun::Role => policy.roles[place].name.clone(),
        Noun::Person => policy.people[place].name.clone(),
        Noun::Calendar => policy.calendars[place].name.clone(),
        Noun::Stage => policy.stages[place].name.clone(),
        Noun::Handoff => point_title(&policy.handoffs[place]),
        Noun::Field => policy.fields[place].name.clone(),
        Noun::Packet => policy.packets[place].name.clone(),
        Noun::Queue => policy.queues[place].name.clone(),
        Noun::Disposition => policy.dispositions[place].name.clone(),
        Noun::ExceptionType => policy.exception_types[place].name.clone(),
        Noun::Severity => policy.severities[place].name.clone(),
        Noun::Verb => policy.verbs[place].name.clone(),
        Noun::DecisionRight => right(policy, &policy.decision_rights[place]),
        Noun::RootCause => policy.root_causes[place].name.clone(),
        Noun::Kpi => policy.kpis[place].name.clone(),
        Noun::Decision => policy.decisions[place].question.clone(),
        Noun::Mute => {
            let mute = &policy.mutes[place];
            format!("{} of {} {}", mute.rule, mute.noun.word(), mute.of)
        }
    }
}

/// `Reassign the owner of Ownership conflict P0`
fn right(policy: &Policy, right: &DecisionRight) -> String {
    let mut words = name_of(policy, Noun::Verb, &right.verb);
    let scope = [(Noun::ExceptionType, &right.exception_type), (Noun::Severity, &right.severity)];
    let scope: Vec<String> =
        scope.into_iter().filter_map(|(noun, key)| Some(name_of(policy, noun, key.as_deref()?))).collect();
    if !scope.is_empty() {
        words.push_str(&format!(" ({})", scope.join(", ")));
    }
    words
}

/// `H3 SDR -> AE`
pub(super) fn point_title(point: &HandoffPoint) -> String {
    format!("{} {}", point.key, point.name).trim_end().to_owned()
}

/// The heading over a noun's changes.
pub(super) const fn heading(noun: Noun) -> &'static str {
    match noun {
        Noun::Tier => "Intent tiers",
        Noun::Team => "Teams",
        Noun::Role => "Roles",
        Noun::Person => "People",
        Noun::Calendar => "Calendars",
        Noun::Stage => "Stages",
        Noun::Handoff => "Handoff points",
        Noun::Field => "Field catalogue",
        Noun::Packet => "Packet templates",
        Noun::Queue => "Queues",
        Noun::Disposition => "Dispositions",
        Noun::ExceptionType => "Exception types",
        Noun::Severity => "Severities",
        Noun::Verb => "Decision verbs",
        Noun::DecisionRight => "Decision rights",
        Noun::RootCause => "Root causes",
        Noun::Kpi => "KPIs",
        Noun::Decision => "Design decisions",
        Noun::Mute => "Muted problems",
    }
}

/// True where two things of different keys are one that was given another key: they have a name in common, or all but the key.
pub(super) fn same_but_for_key(old: &Policy, new: &Policy, noun: Noun, from: &str, to: &str) -> bool {
    let (Some(was), Some(is)) = (old.place_of(noun, from), new.place_of(noun, to)) else { return false };
    // A right's words are not its own name: two rights to the same verb are two.
    let named = !matches!(noun, Noun::DecisionRight | Noun::Handoff);
    let (was_name, is_name) = (own_name(old, noun, was), own_name(new, noun, is));
    if named && !was_name.trim().is_empty() {
        return was_name == is_name;
    }
    let bare = |policy: &Policy, place| {
        policy.entry_json(noun, place).map(|mut json| {
            json["key"] = Value::Null;
            json
        })
    };
    matches!((bare(old, was), bare(new, is)), (Ok(was), Ok(is)) if was == is)
}

pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let second_is_lower = text.chars().nth(1).is_none_or(|letter| !letter.is_uppercase());
    match letters.next() {
        Some(first) if second_is_lower => first.to_lowercase().chain(letters).collect(),
        Some(_) | None => text.to_owned(),
    }
}

pub(super) fn quoted(text: &str) -> String {
    format!("“{text}”")
}

pub(super) fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| quoted(text))
}

pub(super) fn criterion(policy: &Policy, criterion: &Criterion) -> Option<String> {
    (!criterion.is_always()).then(|| criterion.sentence(&policy.fields))
}

/// `2 business hours`, `30 business minutes`, `1 h 30 m of business time`
fn length(ms: Millis, kind: &str, rest: &str) -> String {
    let counted = |n: Millis, unit: &str| format!("{n} {kind}{unit}{}{rest}", if n == 1 { "" } else { "s" });
    match ms {
        0 => "at once".into(),
        ms if ms % HOUR == 0 => counted(ms / HOUR, "hour"),
        ms if ms < HOUR && ms % MINUTE == 0 => counted(ms / MINUTE, "minute"),
        ms if kind.is_empty() => format!("{}{rest}", duration_words(ms)),
        ms => format!("{} of {}time", duration_words(ms), kind),
    }
}

pub(super) fn target(target: &Target) -> String {
    match target {
        Target::Business { ms } => length(*ms, "business ", ""),
        Target::Elapsed { ms } => length(*ms, "", " of elapsed time"),
        Target::SameBusinessDay { .. } | Target::BusinessDays { .. } => target.words(),
    }
}

fn delay(ms: Millis, counting: Counting) -> String {
    match counting {
        Counting::Business => length(ms, "business ", ""),
        Counting::Elapsed => length(ms, "", " of elapsed time"),
    }
}

pub(super) fn tier(policy: &Policy, tier: &Option<String>) -> String {
    match tier {
        Some(key) => format!(" for {} intent", name_of(policy, Noun::Tier, key).to_lowercase()),
        None => String::new(),
    }
}

pub(super) fn step_time(at: &StepTime) -> String {
    match at {
        StepTime::Share { percent: 100 } => "at breach".into(),
        StepTime::Share { percent } => format!("at {percent} % of the target"),
        StepTime::AfterBreach { ms, counting } => format!("{} after breach", delay(*ms, *counting)),
        StepTime::Regularly { every } => cadence(*every).to_lowercase(),
    }
}

pub(super) fn reach(policy: &Policy, reach: &Reach) -> String {
    match reach {
        Reach::Owner => "the owner".into(),
        Reach::Backup => "the backup".into(),
        Reach::Role { role } => name_of(policy, Noun::Role, role),
        Reach::Person { person } => name_of(policy, Noun::Person, person),
        Reach::Queue { queue } => name_of(policy, Noun::Queue, queue),
        Reach::Channel { channel } => channel.clone(),
    }
}

pub(super) fn step(policy: &Policy, step: &EscalationStep) -> String {
    format!("{} to {} {}", step_act(step.act), reach(policy, &step.to), step_time(&step.at))
}

impl Policy {
    /// A step of a ladder in a sentence: `reminder to the owner at 50 % of the target`.
    pub fn step_words(&self, escalation: &EscalationStep) -> String {
        step(self, escalation)
    }
}

fn if_away(if_away: IfAway) -> &'static str {
    match if_away {
        IfAway::NextRow => "",
        IfAway::Assign => ", even if away",
    }
}

pub(super) fn assignment(policy: &Policy, assignment: &Assignment) -> String {
    match assignment {
        Assignment::OwnerIn { field, if_away: away } => {
            format!("whom {} names{}", name_of(policy, Noun::Field, field), if_away(*away))
        }
        Assignment::Person { person, if_away: away } => {
            format!("{}{}", name_of(policy, Noun::Person, person), if_away(*away))
        }
        Assignment::Role { role, if_away: away } => format!("{}{}", name_of(policy, Noun::Role, role), if_away(*away)),
        Assignment::Pool { pool } => pool_words(policy, pool),
        Assignment::Queue { queue } => format!("the queue {}", name_of(policy, Noun::Queue, queue)),
        Assignment::Stage { stage } => format!("nobody: on to {}", name_of(policy, Noun::Stage, stage)),
    }
}

fn pool_words(policy: &Policy, pool: &Pool) -> String {
    let method = match pool.method {
        PoolMethod::RoundRobin => "round robin",
        PoolMethod::Weighted => "by weight",
        PoolMethod::LoadBalanced => "by load",
        PoolMethod::PerformanceWeighted => "by performance",
    };
    let members = match &pool.members {
        PoolMembers::Team { team } => name_of(policy, Noun::Team, team),
        PoolMembers::Role { role } => format!("every {}", name_of(policy, Noun::Role, role)),
        PoolMembers::People { people } => {
            people.iter().map(|key| name_of(policy, Noun::Person, key)).collect::<Vec<_>>().join(", ")
        }
    };
    let minded =
        [(pool.minds_absences, "absences"), (pool.minds_capacity, "capacity"), (pool.minds_hours, "working hours")];
    let minded: Vec<&str> = minded.into_iter().filter_map(|(minds, what)| minds.then_some(what)).collect();
    let minding = if minded.is_empty() { "minding nothing".into() } else { format!("minding {}", minded.join(", ")) };
    format!("{members} {method}, {minding}")
}

pub(super) fn buffer_act(policy: &Policy, act: &BufferAct) -> String {
    match act {
        BufferAct::Nurture { stage } => format!("nurture in {}", name_of(policy, Noun::Stage, stage)),
        BufferAct::ExistingOwner { field } => format!("to whom {} names", name_of(policy, Noun::Field, field)),
        BufferAct::RouteOn => "route on".into(),
    }
}

pub(super) fn next_when(when: &NextWhen) -> String {
    match when {
        NextWhen::Now => "at once".into(),
        NextWhen::AfterDays { days: 1 } => "after 1 day".into(),
        NextWhen::AfterDays { days } => format!("after {days} days"),
        NextWhen::On { trigger } => format!("when {}", quoted(&trigger.text)),
    }
}

pub(super) fn next_step(step: &NextStep) -> String {
    format!("{} {}", next_act(step.act), next_when(&step.when))
}

pub(super) fn kpi_target(target: &KpiTarget) -> String {
    match target {
        KpiTarget::Duration { ms } => duration_words(*ms),
        KpiTarget::Share { per_mille } if per_mille % 10 == 0 => format!("{} %", per_mille / 10),
        KpiTarget::Share { per_mille } => format!("{}.{} %", per_mille / 10, per_mille % 10),
        KpiTarget::Count { n } => n.to_string(),
    }
}

pub(super) fn place(place: &Place) -> String {
    format!("{}, {}", place.x, place.y)
}

/// `09:00–12:00, 13:00–17:00`; no interval = closed.
pub(super) fn hours(intervals: &[Interval]) -> String {
    if intervals.is_empty() {
        return "closed".into();
    }
    intervals.iter().map(|Interval(open, close)| format!("{open}–{close}")).collect::<Vec<_>>().join(", ")
}

pub(super) fn whole_day(calendar: &Calendar) -> &'static str {
    if calendar.always_open { "always open" } else { "by its hours" }
}
