//! What changed in everything that is not a handoff point.

use super::changes::Changes;
use super::handoff::{packet_fields, trigger};
use super::words::{self, name_of};
use crate::calendar::{Calendar, DayException};
use crate::policy::*;
use chrono::Weekday;
use std::collections::BTreeMap;

/// What the policy itself has.
pub(super) fn own(changes: &mut Changes<'_>) {
    let (old, new) = (changes.old, changes.new);
    changes.name("Company", &old.company, &new.company);
    changes.text("Time zone", &old.time_zone, &new.time_zone);
    changes.text("Currency", &old.currency, &new.currency);
    let default_calendar = |policy: &Policy| Some(policy.default_calendar.clone());
    changes.key("Default calendar", Noun::Calendar, &default_calendar(old), &default_calendar(new));
    changes.told("Schema", &old.schema, &new.schema, u32::to_string);
}

/// Everything of a kind. Of handoff points only their order: each has a group of its own.
pub(super) fn compare(changes: &mut Changes<'_>, noun: Noun) {
    let (old, new) = (changes.old, changes.new);
    match noun {
        Noun::Tier => named(changes, noun, &old.tiers, &new.tiers, |changes, old, new| {
            let Tier { key: _, name, meaning, when } = old;
            changes.name("name", name, &new.name);
            changes.text("meaning", meaning, &new.meaning);
            changes.criterion("told by", when, &new.when);
        }),
        Noun::Team => named(changes, noun, &old.teams, &new.teams, |changes, old, new| {
            let Team { key: _, short, name } = old;
            changes.name("name", name, &new.name);
            changes.name("short name", short, &new.short);
        }),
        Noun::Role => named(changes, noun, &old.roles, &new.roles, |changes, old, new| {
            let Role { key: _, name, team, reports_to } = old;
            changes.name("name", name, &new.name);
            changes.key("team", Noun::Team, team, &new.team);
            changes.key("reports to", Noun::Role, reports_to, &new.reports_to);
        }),
        Noun::Person => named(changes, noun, &old.people, &new.people, person),
        Noun::Calendar => named(changes, noun, &old.calendars, &new.calendars, calendar),
        Noun::Stage => named(changes, noun, &old.stages, &new.stages, stage),
        Noun::Handoff => order_of_handoffs(changes),
        Noun::Field => named(changes, noun, &old.fields, &new.fields, field),
        Noun::Packet => named(changes, noun, &old.packets, &new.packets, |changes, old, new| {
            let PacketTemplate { key: _, name, extends, fields } = old;
            changes.name("name", name, &new.name);
            changes.key("adds to", Noun::Packet, extends, &new.extends);
            packet_fields(changes, "field", fields, &new.fields);
        }),
        Noun::Queue => named(changes, noun, &old.queues, &new.queues, |changes, old, new| {
            let Queue { key: _, name, team, worked_by, owner_role } = old;
            changes.name("name", name, &new.name);
            changes.key("team", Noun::Team, team, &new.team);
            changes.keys("worked by", Noun::Role, worked_by, &new.worked_by);
            changes.key("owner", Noun::Role, owner_role, &new.owner_role);
        }),
        Noun::Disposition => named(changes, noun, &old.dispositions, &new.dispositions, disposition),
        Noun::ExceptionType => named(changes, noun, &old.exception_types, &new.exception_types, exception_type),
        Noun::Severity => named(changes, noun, &old.severities, &new.severities, |changes, old, new| {
            let Severity { key: _, name, meaning, target } = old;
            changes.name("name", name, &new.name);
            changes.text("meaning", meaning, &new.meaning);
            changes.value("time to resolution", target, &new.target, |_, target| target.as_ref().map(words::target));
        }),
        Noun::Verb => named(changes, noun, &old.verbs, &new.verbs, |changes, old, new| {
            let Verb { key: _, name, meaning } = old;
            changes.name("name", name, &new.name);
            changes.text("meaning", meaning, &new.meaning);
        }),
        Noun::DecisionRight => named(changes, noun, &old.decision_rights, &new.decision_rights, |changes, old, new| {
            let DecisionRight { key: _, verb, exception_type, severity, role, approved_by } = old;
            let verb_name = |policy: &Policy, verb: &String| Some(name_of(policy, Noun::Verb, verb));
            let role_name = |policy: &Policy, role: &String| Some(name_of(policy, Noun::Role, role));
            changes.value("verb", verb, &new.verb, verb_name);
            changes.key("exception type", Noun::ExceptionType, exception_type, &new.exception_type);
            changes.key("severity", Noun::Severity, severity, &new.severity);
            changes.value("held by", role, &new.role, role_name);
            changes.key("approved by", Noun::Role, approved_by, &new.approved_by);
        }),
        Noun::RootCause => named(changes, noun, &old.root_causes, &new.root_causes, |changes, old, new| {
            let RootCause { key: _, name } = old;
            changes.name("name", name, &new.name);
        }),
        Noun::Kpi => named(changes, noun, &old.kpis, &new.kpis, |changes, old, new| {
            let Kpi { key: _, name, metric, meaning, direction, target } = old;
            changes.name("name", name, &new.name);
            changes.value("measured by", metric, &new.metric, |_, metric| metric.clone());
            changes.text("meaning", meaning, &new.meaning);
            changes.told("direction", direction, &new.direction, |direction| words::direction(*direction).into());
            changes.value("target", target, &new.target, |_, target| target.as_ref().map(words::kpi_target));
        }),
        Noun::Decision => named(changes, noun, &old.decisions, &new.decisions, |changes, old, new| {
            let DesignDecision { key: _, question, decision, because } = old;
            changes.text("question", question, &new.question);
            changes.text("decision", decision, &new.decision);
            changes.text("because", because, &new.because);
        }),
        Noun::Mute => named(changes, noun, &old.mutes, &new.mutes, |changes, old, new| {
            let Mute { key: _, rule, noun: of_noun, of, part, reason, author, at } = old;
            changes.text("rule", rule, &new.rule);
            changes.told("of", &(*of_noun, of.clone()), &(new.noun, new.of.clone()), |(noun, of)| {
                format!("{} {of}", noun.word())
            });
            changes.text("part", part, &new.part);
            changes.text("reason", reason, &new.reason);
            changes.text("author", author, &new.author);
            changes.told("at", at, &new.at, |at| at.map_or_else(|| "never".into(), |at| at.to_string()));
        }),
    }
}

/// Where things stand on the map.
pub(super) fn layout(changes: &mut Changes<'_>) {
    let (old, new) = (&changes.old.layout, &changes.new.layout);
    let Layout { stages, handoffs } = old;
    for (noun, was, is) in [(Noun::Stage, stages, &new.stages), (Noun::Handoff, handoffs, &new.handoffs)] {
        by_key(changes, was, is, |changes, key, was, is| {
            let policy = if is.is_some() { changes.new } else { changes.old };
            let what = format!("Place of {}", name_of(policy, noun, key));
            changes.value(&what, &was, &is, |_, place| place.map(words::place));
        });
    }
}

/// Calls `one` for every key that two maps hold differently.
fn by_key<K: Ord, T: PartialEq>(
    changes: &mut Changes<'_>,
    old: &BTreeMap<K, T>,
    new: &BTreeMap<K, T>,
    mut one: impl FnMut(&mut Changes<'_>, &K, Option<&T>, Option<&T>),
) {
    let gone = old.keys().filter(|key| !new.contains_key(key));
    for key in new.keys().chain(gone) {
        let (was, is) = (old.get(key), new.get(key));
        if was != is {
            one(changes, key, was, is);
        }
    }
}

/// Compares the things of a kind that have the same key, inside the words for which it is.
fn named<T: PartialEq + Keyed>(
    changes: &mut Changes<'_>,
    noun: Noun,
    old: &[T],
    new: &[T],
    mut inside: impl FnMut(&mut Changes<'_>, &T, &T),
) {
    let mut word = noun.word().to_owned();
    word[..1].make_ascii_uppercase();
    let name = |policy: &Policy, entry: &T| name_of(policy, noun, entry.key());
    changes.list(
        &word,
        old,
        new,
        |entry| entry.key().to_owned(),
        name,
        |changes, old, new| {
            let place = format!("{word} {}", name(changes.old, old));
            changes.within(place, |changes| inside(changes, old, new));
        },
    );
}

fn order_of_handoffs(changes: &mut Changes<'_>) {
    let keys = |policy: &Policy, other: &Policy| -> Vec<String> {
        let both = policy.handoffs.iter().filter(|point| other.handoff(&point.key).is_some());
        both.map(|point| point.key.clone()).collect()
    };
    let (old, new) = (keys(changes.old, changes.new), keys(changes.new, changes.old));
    changes.list("handoff points", &old, &new, String::clone, |_, key| key.clone(), |_, _, _| {});
}

fn person(changes: &mut Changes<'_>, old: &Person, new: &Person) {
    let Person { key: _, name, team, roles, calendar, capacity_per_day, weight, performance_percent, absences, active } =
        old;
    changes.name("name", name, &new.name);
    changes.key("team", Noun::Team, team, &new.team);
    changes.keys("role", Noun::Role, roles, &new.roles);
    changes.key("calendar", Noun::Calendar, calendar, &new.calendar);
    let limit = |_: &Policy, limit: &Option<u32>| Some(limit.map_or("no limit".into(), |limit| limit.to_string()));
    changes.value("records a day", capacity_per_day, &new.capacity_per_day, limit);
    changes.told("weight", weight, &new.weight, u32::to_string);
    changes.told("performance", performance_percent, &new.performance_percent, |percent| format!("{percent} %"));
    let away = |absence: &Absence| {
        let reason = if absence.reason.is_empty() { String::new() } else { format!(" ({})", absence.reason) };
        format!("{} to {}{reason}", absence.from, absence.until)
    };
    changes.list("away", absences, &new.absences, away, |_, absence| away(absence), |_, _, _| {});
    changes.told("gets records", active, &new.active, |yes| if *yes { "yes".into() } else { "no".into() });
}

fn calendar(changes: &mut Changes<'_>, old: &Calendar, new: &Calendar) {
    let Calendar { key: _, name, time_zone, always_open: _, weekly, exceptions } = old;
    changes.name("name", name, &new.name);
    changes.text("time zone", time_zone, &new.time_zone);
    if old.always_open != new.always_open {
        changes.told("open", old, new, |calendar| words::whole_day(calendar).into());
    }
    for day in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun] {
        let (was, is) = (weekly.on(day), new.weekly.on(day));
        if was != is {
            changes.told(&day.to_string(), &was, &is, |intervals| words::hours(intervals));
        }
    }
    let told = |exception: &DayException| format!("{} {}", words::hours(&exception.open), exception.name);
    by_key(changes, exceptions, &new.exceptions, |changes, date, was, is| {
        changes.value(&date.to_string(), &was, &is, |_, day| day.map(|day| told(day).trim_end().to_owned()));
    });
}

fn stage(changes: &mut Changes<'_>, old: &Stage, new: &Stage) {
    let Stage { key: _, name, team, kind, parent, meaning, entry, exit, required_fields } = old;
    changes.name("name", name, &new.name);
    changes.key("owner", Noun::Team, team, &new.team);
    changes.told("kind", kind, &new.kind, |kind| words::stage_kind(*kind).into());
    changes.key("part of", Noun::Stage, parent, &new.parent);
    changes.text("meaning", meaning, &new.meaning);
    changes.criterion("entry criteria", entry, &new.entry);
    changes.criterion("exit criteria", exit, &new.exit);
    changes.keys("required field", Noun::Field, required_fields, &new.required_fields);
}

fn field(changes: &mut Changes<'_>, old: &Field, new: &Field) {
    let Field {
        key: _,
        name,
        kind,
        values,
        system,
        owner,
        group,
        observable,
        supplied_by_handoffs,
        supplied_by_stages,
    } = old;
    changes.name("name", name, &new.name);
    changes.told("kind", kind, &new.kind, |kind| words::field_kind(*kind).into());
    changes.texts("value", values, &new.values);
    changes.text("system", system, &new.system);
    changes.text("owner", owner, &new.owner);
    changes.text("group", group, &new.group);
    changes.flag("a system holds it", *observable, new.observable);
    changes.keys("supplied by", Noun::Handoff, supplied_by_handoffs, &new.supplied_by_handoffs);
    changes.keys("supplied in", Noun::Stage, supplied_by_stages, &new.supplied_by_stages);
}

fn disposition(changes: &mut Changes<'_>, old: &DispositionReason, new: &DispositionReason) {
    let DispositionReason { key: _, name, decision, meaning, structured, next, review_after_days } = old;
    changes.name("name", name, &new.name);
    changes.told("decision", decision, &new.decision, |decision| words::decision(*decision).into());
    changes.text("meaning", meaning, &new.meaning);
    changes.told(
        "reason",
        structured,
        &new.structured,
        |yes| if *yes { "structured".into() } else { "free text".into() },
    );
    let id = |step: &NextStep| words::next_act(step.act).to_owned();
    changes.list(
        "next step",
        next,
        &new.next,
        id,
        |_, step| words::next_step(step),
        |changes, old, new| {
            let NextStep { act, when, stage, queue, track, note } = old;
            changes.within(format!("next step {}", words::next_act(*act)), |changes| {
                match (when, &new.when) {
                    (NextWhen::On { trigger: was }, NextWhen::On { trigger: is }) => trigger(changes, "when", was, is),
                    (NextWhen::Now | NextWhen::AfterDays { .. } | NextWhen::On { .. }, is) => {
                        changes.told("when", when, is, words::next_when);
                    }
                }
                changes.key("stage", Noun::Stage, stage, &new.stage);
                changes.key("queue", Noun::Queue, queue, &new.queue);
                changes.text("track", track, &new.track);
                changes.text("note", note, &new.note);
            });
        },
    );
    let days = |_: &Policy, days: &Option<u32>| Some(days.map_or("never".into(), |days| format!("after {days} days")));
    changes.value("looked at again", review_after_days, &new.review_after_days, days);
}

fn exception_type(changes: &mut Changes<'_>, old: &ExceptionType, new: &ExceptionType) {
    let ExceptionType {
        key: _,
        name,
        meaning,
        subtypes,
        owner_role,
        helper_roles,
        targets,
        review_every,
        audit_fields,
    } = old;
    changes.name("name", name, &new.name);
    changes.text("meaning", meaning, &new.meaning);
    let subtype = |_: &Policy, subtype: &ExceptionSubtype| subtype.name.clone();
    changes.list("subtype", subtypes, &new.subtypes, |subtype| subtype.key.clone(), subtype, |_, _, _| {});
    changes.key("owner", Noun::Role, owner_role, &new.owner_role);
    changes.keys("helper", Noun::Role, helper_roles, &new.helper_roles);
    let severity = |policy: &Policy, target: &ExceptionTarget| {
        format!("target for {}", name_of(policy, Noun::Severity, &target.severity))
    };
    let id = |target: &ExceptionTarget| target.severity.clone();
    changes.list("", targets, &new.targets, id, severity, |changes, old, new| {
        let what = severity(changes.new, old);
        changes.told(&what, &old.target, &new.target, words::target);
    });
    let cadence = |_: &Policy, every: &Option<Cadence>| every.map(|every| words::cadence(every).into());
    changes.value("gone through", review_every, &new.review_every, cadence);
    let audit = |_: &Policy, field: &AuditField| field.name.clone();
    changes.list(
        "audit field",
        audit_fields,
        &new.audit_fields,
        |field| field.key.clone(),
        audit,
        |changes, old, new| {
            let AuditField { key: _, name, kind } = old;
            changes.within(format!("audit field {name}"), |changes| {
                changes.name("name", name, &new.name);
                changes.told("kind", kind, &new.kind, |kind| words::field_kind(*kind).into());
            });
        },
    );
}
