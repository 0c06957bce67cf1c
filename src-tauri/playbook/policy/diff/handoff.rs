//! What changed at one handoff point, in the order of the inspector's tabs.

use super::DiffKind;
use super::changes::Changes;
use super::words::{self, name_of};
use crate::policy::{
    Acceptance, BufferOutcome, ClockConditions, EnrichmentBuffer, EscalationStep, HandoffPoint, Ladder, Matching, Noun,
    Packet, PacketField, PauseCondition, RoutingRow, RoutingTable, SlaTarget, Trigger,
};

pub(super) fn compare(changes: &mut Changes<'_>, before: Option<&HandoffPoint>, after: Option<&HandoffPoint>) {
    match (before, after) {
        (Some(old), Some(new)) if old != new => point(changes, old, new),
        (Some(_), Some(_)) | (None, None) => {}
        (Some(old), None) => changes.came_or_went(DiffKind::Removed, whole(old)),
        (None, Some(new)) => changes.came_or_went(DiffKind::Added, whole(new)),
    }
}

fn whole(point: &HandoffPoint) -> String {
    format!("Handoff point {}", words::point_title(point))
}

fn point(changes: &mut Changes<'_>, old: &HandoffPoint, new: &HandoffPoint) {
    let HandoffPoint {
        key: _,
        name,
        sender,
        receiver,
        trigger: started,
        calendar,
        outcome,
        targets,
        required_fields,
        from_import,
        from_stage,
        to_stage,
        receiver_kind,
        accountable_roles,
        backup_role,
        acceptance: accepted,
        packet: carried,
        buffer: buffered,
        routing: routed,
        clock_conditions,
        escalation,
        dispositions,
        momentum_risk,
        failure_mode,
        oversight_focus,
        system_requirements,
        control,
        kpi,
        review_every,
        review_on,
        contacts_people,
        consent_field,
        notes,
    } = old;
    changes.name("Name", name, &new.name);
    changes.text("Sender", sender, &new.sender);
    changes.text("Receiver", receiver, &new.receiver);
    changes.told("Receiver", receiver_kind, &new.receiver_kind, |kind| words::receiver_kind(*kind).into());
    changes.key("From stage", Noun::Stage, from_stage, &new.from_stage);
    changes.key("To stage", Noun::Stage, to_stage, &new.to_stage);
    trigger(changes, "Trigger", started, &new.trigger);
    changes.keys("Accountable", Noun::Role, accountable_roles, &new.accountable_roles);
    changes.key("Backup", Noun::Role, backup_role, &new.backup_role);
    acceptance(changes, accepted, &new.acceptance);
    packet(changes, carried, &new.packet);
    changes.keys("Required field", Noun::Field, required_fields, &new.required_fields);
    match (buffered, &new.buffer) {
        (Some(old), Some(new)) => changes.within("Enrichment buffer".into(), |changes| buffer(changes, old, new)),
        (Some(_), None) => changes.came_or_went(DiffKind::Removed, "Enrichment buffer".into()),
        (None, Some(_)) => changes.came_or_went(DiffKind::Added, "Enrichment buffer".into()),
        (None, None) => {}
    }
    routing(changes, routed, &new.routing);
    changes.key("Calendar", Noun::Calendar, calendar, &new.calendar);
    sla(changes, &who(old, new), targets, &new.targets);
    clocks(changes, clock_conditions, &new.clock_conditions);
    ladders(changes, escalation, &new.escalation);
    changes.keys("Disposition", Noun::Disposition, dispositions, &new.dispositions);
    changes.told("Counts as conversion", outcome, &new.outcome, |outcome| words::outcome(*outcome).into());
    changes.key("KPI", Noun::Kpi, kpi, &new.kpi);
    changes
        .value("Review", review_every, &new.review_every, |_, every| every.map(|every| words::cadence(every).into()));
    changes.value("Next review", review_on, &new.review_on, |_, date| date.map(|date| date.to_string()));
    changes.text("Momentum risk", momentum_risk, &new.momentum_risk);
    changes.text("Failure mode", failure_mode, &new.failure_mode);
    changes.text("Oversight", oversight_focus, &new.oversight_focus);
    changes.text("Control", control, &new.control);
    changes.texts("System requirement", system_requirements, &new.system_requirements);
    changes.flag("People are contacted", *contacts_people, new.contacts_people);
    changes.key("Consent field", Noun::Field, consent_field, &new.consent_field);
    changes.text("Notes", notes, &new.notes);
    changes.flag("Known from an import alone", *from_import, new.from_import);
}

/// Whose targets they are: the receiver.
fn who(old: &HandoffPoint, new: &HandoffPoint) -> String {
    let name = [&new.receiver, &old.receiver, &new.key].into_iter().find(|name| !name.trim().is_empty());
    name.cloned().unwrap_or_default()
}

pub(super) fn trigger(changes: &mut Changes<'_>, what: &str, old: &Trigger, new: &Trigger) {
    let Trigger { text, kind, criterion, source } = old;
    changes.text(what, text, &new.text);
    changes.value(&format!("{what} is"), kind, &new.kind, |_, kind| kind.map(|kind| words::trigger_kind(kind).into()));
    changes.value(&format!("{what} criterion"), criterion, &new.criterion, |policy, criterion| {
        criterion.as_ref().map(|criterion| words::criterion(policy, criterion).unwrap_or_else(|| "always".into()))
    });
    changes.value(&format!("{what} is seen in"), source, &new.source, |_, source| source.as_deref().map(words::quoted));
}

fn acceptance(changes: &mut Changes<'_>, old: &Acceptance, new: &Acceptance) {
    let Acceptance { mode, criteria, actions } = old;
    changes.told("Acceptance", mode, &new.mode, |mode| words::acceptance(*mode).into());
    changes.criterion("Acceptance criteria", criteria, &new.criteria);
    changes.texts("Acceptance action", actions, &new.actions);
}

fn packet(changes: &mut Changes<'_>, old: &Packet, new: &Packet) {
    let Packet { template, fields } = old;
    changes.key("Packet template", Noun::Packet, template, &new.template);
    packet_fields(changes, "Packet field", fields, &new.fields);
}

pub(super) fn packet_fields(changes: &mut Changes<'_>, what: &str, old: &[PacketField], new: &[PacketField]) {
    let name = |policy: &_, field: &PacketField| {
        format!("{}{}", name_of(policy, Noun::Field, &field.field), if field.required { " (required)" } else { "" })
    };
    changes.list(
        what,
        old,
        new,
        |field| field.field.clone(),
        name,
        |changes, old, new| {
            let PacketField { field, required, validation, help } = old;
            let place = format!("{what} {}", name_of(changes.new, Noun::Field, field));
            changes.within(place, |changes| {
                changes.told(
                    "",
                    required,
                    &new.required,
                    |yes| if *yes { "required".into() } else { "optional".into() },
                );
                changes.criterion("must fulfil", validation, &new.validation);
                changes.text("help", help, &new.help);
            });
        },
    );
}

fn buffer(changes: &mut Changes<'_>, old: &EnrichmentBuffer, new: &EnrichmentBuffer) {
    let EnrichmentBuffer { at_least_minutes, at_most_minutes, enriches, outcomes } = old;
    let minutes = |minutes: &u32| format!("{minutes} m");
    changes.told("at least", at_least_minutes, &new.at_least_minutes, minutes);
    changes.told("at most", at_most_minutes, &new.at_most_minutes, minutes);
    changes.keys("fills", Noun::Field, enriches, &new.enriches);
    let id = |outcome: &BufferOutcome| format!("{:?}", outcome.act);
    let name = |policy: &_, outcome: &BufferOutcome| words::buffer_act(policy, &outcome.act);
    changes.list("outcome", outcomes, &new.outcomes, id, name, |changes, old, new| {
        let BufferOutcome { when, act, reason } = old;
        let place = format!("outcome {}", words::buffer_act(changes.new, act));
        changes.within(place, |changes| {
            changes.criterion("when", when, &new.when);
            changes.text("reason", reason, &new.reason);
        });
    });
}

fn routing(changes: &mut Changes<'_>, old: &RoutingTable, new: &RoutingTable) {
    let RoutingTable { matching: Matching { account_by, duplicate_by, on_duplicate }, rows } = old;
    let by = |what: &str, changes: &mut Changes<'_>, old: &[_], new: &[_]| {
        let name = |_: &_, by: &_| words::match_by(*by).to_owned();
        changes.list(what, old, new, |by| words::match_by(*by).to_owned(), name, |_, _, _| {});
    };
    by("Lead-to-account match by", changes, account_by, &new.matching.account_by);
    by("Duplicate recognised by", changes, duplicate_by, &new.matching.duplicate_by);
    let duplicate = |what: &_| words::on_duplicate(*what).to_owned();
    changes.told("A duplicate", on_duplicate, &new.matching.on_duplicate, duplicate);
    let name = |_: &_, row: &RoutingRow| words::quoted(&row.key);
    changes.list(
        "Routing row",
        rows,
        &new.rows,
        |row| row.key.clone(),
        name,
        |changes, old, new| {
            let RoutingRow { key, kind, when, assign, reason } = old;
            changes.within(format!("Routing row {}", words::quoted(key)), |changes| {
                changes.told("kind", kind, &new.kind, |kind| words::routing_kind(*kind).into());
                changes.criterion("when", when, &new.when);
                changes
                    .value("gives to", assign, &new.assign, |policy, assign| Some(words::assignment(policy, assign)));
                changes.text("reason", reason, &new.reason);
            });
        },
    );
}

fn sla(changes: &mut Changes<'_>, who: &str, old: &[SlaTarget], new: &[SlaTarget]) {
    let id = |target: &SlaTarget| format!("{} {:?}", target.clock.name(), target.tier);
    let tiered = |clock| old.iter().chain(new).any(|target| target.clock == clock && target.tier.is_some());
    let name = |policy: &_, target: &SlaTarget| {
        let scope = match &target.tier {
            None if tiered(target.clock) => " for every other tier".into(),
            tier => words::tier(policy, tier),
        };
        format!("{who} {}{scope}", words::clock(target.clock))
    };
    let (was, is) = (changes.old, changes.new);
    // A target that came or went is told with its value: a window of which nothing more is known interests nobody.
    let begin = changes.found.len();
    changes.list("", old, new, id, name, |changes, old, new| {
        let SlaTarget { clock: _, tier: _, target, reminder_percent } = old;
        let what = name(is, old);
        changes.told(&what, target, &new.target, words::target);
        changes.told(&format!("{what}, reminder"), reminder_percent, &new.reminder_percent, |at| format!("at {at} %"));
    });
    for change in &mut changes.found[begin..] {
        let (policy, targets) = match change.kind {
            DiffKind::Added => (is, new),
            DiffKind::Removed => (was, old),
            DiffKind::Renamed | DiffKind::Reordered | DiffKind::Changed => continue,
        };
        if let Some(target) = targets.iter().find(|target| name(policy, target) == change.what) {
            let told = Some(words::target(&target.target));
            let (before, after) = if change.kind == DiffKind::Added { (None, told) } else { (told, None) };
            let or_nothing = |words: &Option<String>| words.clone().unwrap_or_else(|| words::NOTHING.into());
            change.sentence = format!("{}: {} → {}", change.what, or_nothing(&before), or_nothing(&after));
            (change.before, change.after) = (before, after);
        }
    }
}

fn clocks(changes: &mut Changes<'_>, old: &[ClockConditions], new: &[ClockConditions]) {
    let name = |conditions: &ClockConditions| match conditions.clock {
        Some(clock) => format!("Conditions of the {}", words::clock(clock)),
        None => "Conditions of every other clock".into(),
    };
    changes.list(
        "",
        old,
        new,
        name,
        |_, conditions| name(conditions),
        |changes, old, new| {
            let ClockConditions { clock: _, start, pauses, stop, cancel } = old;
            changes.within(name(old), |changes| {
                for (what, old, new) in [
                    ("starts when", start, &new.start),
                    ("stops when", stop, &new.stop),
                    ("called off when", cancel, &new.cancel),
                ] {
                    changes.value(what, old, new, |policy, criterion| {
                        let criterion = criterion.as_ref()?;
                        Some(words::criterion(policy, criterion).unwrap_or_else(|| "always".into()))
                    });
                }
                let pause = |pause: &PauseCondition| words::quoted(&pause.reason);
                changes.list(
                    "pause",
                    pauses,
                    &new.pauses,
                    pause,
                    |_, of| pause(of),
                    |changes, old, new| {
                        let PauseCondition { when, reason: _ } = old;
                        changes.criterion(&format!("pause {} when", pause(old)), when, &new.when);
                    },
                );
            });
        },
    );
}

fn ladders(changes: &mut Changes<'_>, old: &[Ladder], new: &[Ladder]) {
    let id = |ladder: &Ladder| format!("{} {:?}", ladder.clock.name(), ladder.tier);
    let name = |policy: &_, ladder: &Ladder| {
        format!("Escalation of the {}{}", words::clock(ladder.clock), words::tier(policy, &ladder.tier))
    };
    changes.list("", old, new, id, name, |changes, old, new| {
        let Ladder { clock: _, tier: _, steps } = old;
        changes.within(name(changes.new, old), |changes| {
            let id = |step: &EscalationStep| words::step_act(step.act).to_owned();
            changes.list("", steps, &new.steps, id, words::step, |changes, old, new| {
                let EscalationStep { at, act, to, when, note } = old;
                changes.within(words::step_act(*act).into(), |changes| {
                    changes.told("when", at, &new.at, words::step_time);
                    changes.value("reaches", to, &new.to, |policy, to| Some(words::reach(policy, to)));
                    changes.criterion("only if", when, &new.when);
                    changes.text("note", note, &new.note);
                });
            });
        });
    });
}
