//! Fitting a template together: leaving out what its handoff points do not name, and joining its stages.

use crate::policy::reference::Slot;
use crate::policy::{Criterion, Noun, Policy, Stage, StageKind};
use std::collections::HashSet;

/// Nouns that a template keeps whole: they govern every handoff point.
const KEPT: [Noun; 10] = [
    Noun::Tier,
    Noun::Calendar,
    Noun::Handoff,
    Noun::ExceptionType,
    Noun::Severity,
    Noun::Verb,
    Noun::DecisionRight,
    Noun::RootCause,
    Noun::Decision,
    Noun::Person,
];

/// Takes out everything that nothing kept names, directly or through others. What supplies a field does not keep it, nor the other way.
pub(super) fn keep_what_is_named(policy: &mut Policy) {
    let mut kept: HashSet<(Noun, String)> = HashSet::new();
    for noun in KEPT {
        kept.extend(policy.keys(noun).into_iter().map(|key| (noun, key.to_owned())));
    }
    let sides = policy.handoffs.iter().flat_map(|point| [policy.sender_team(point), policy.receiver_team(point)]);
    kept.extend(sides.flatten().map(|team| (Noun::Team, team.key.clone())));
    loop {
        let before = kept.len();
        let keys = Noun::ALL.map(|noun| policy.keys(noun).into_iter().map(str::to_owned).collect::<Vec<_>>());
        policy.each_reference(&mut |holder, noun, slot| {
            let named = match holder.of {
                Some((Noun::Field, _)) => return,
                Some((of, place)) => kept.contains(&(of, keys[of as usize][place].clone())),
                None => true,
            };
            if named {
                match slot {
                    Slot::Must(key) | Slot::Loose(key) => kept.extend([(noun, key.clone())]),
                    Slot::May(key) | Slot::Scope(key) => kept.extend(key.iter().map(|key| (noun, key.clone()))),
                    Slot::List(keys) => kept.extend(keys.iter().map(|key| (noun, key.clone()))),
                }
            }
        });
        if kept.len() == before {
            break;
        }
    }
    let is_kept = |noun: Noun, key: &String| kept.contains(&(noun, key.clone()));
    policy.teams.retain(|team| is_kept(Noun::Team, &team.key));
    policy.roles.retain(|role| is_kept(Noun::Role, &role.key));
    policy.stages.retain(|stage| is_kept(Noun::Stage, &stage.key));
    policy.fields.retain(|field| is_kept(Noun::Field, &field.key));
    policy.packets.retain(|packet| is_kept(Noun::Packet, &packet.key));
    policy.queues.retain(|queue| is_kept(Noun::Queue, &queue.key));
    policy.dispositions.retain(|reason| is_kept(Noun::Disposition, &reason.key));
    policy.kpis.retain(|kpi| is_kept(Noun::Kpi, &kpi.key));
    for field in &mut policy.fields {
        field.supplied_by_stages.retain(|stage| is_kept(Noun::Stage, stage));
    }
}

/// Takes out the stages that no handoff point leaves or enters and that are no end: others have them on their way.
pub(super) fn keep_stages_on_the_way(policy: &mut Policy) {
    let ends = policy.handoffs.iter().flat_map(|point| [&point.from_stage, &point.to_stage]);
    let named: HashSet<String> = ends.flatten().cloned().collect();
    policy.stages.retain(|stage| named.contains(&stage.key) || stage.kind != StageKind::Normal);
    let kept: HashSet<&String> = policy.stages.iter().map(|stage| &stage.key).collect();
    for field in &mut policy.fields {
        field.supplied_by_stages.retain(|stage| kept.contains(stage));
    }
}

/// What it takes to leave a stage is its own condition and what the stages after it ask, so that nothing falls between. A stage that
/// nothing leads to is where records begin, one from which nothing leads on is where this journey ends.
pub(super) fn join_stages(policy: &mut Policy) {
    let leads = |from: &Stage| -> Vec<&Stage> {
        let mut next: Vec<&Stage> = Vec::new();
        for point in &policy.handoffs {
            let to = point.to_stage.as_deref().and_then(|key| policy.stage(key));
            if let Some(to) = to.filter(|_| point.from_stage.as_deref() == Some(&from.key))
                && to.key != from.key
                && !next.iter().any(|known| known.key == to.key)
            {
                next.push(to);
            }
        }
        next
    };
    let entered = |stage: &Stage| {
        policy.handoffs.iter().any(|point| {
            point.to_stage.as_deref() == Some(&stage.key) && point.from_stage.as_deref() != Some(&stage.key)
        })
    };
    let joined = policy.stages.iter().map(|stage| {
        let next = leads(stage);
        let going_on: Vec<&&Stage> = next.iter().filter(|next| next.kind == StageKind::Normal).collect();
        let mut exit = Vec::new();
        if !stage.exit.is_always() {
            exit.push(stage.exit.clone());
        }
        let asking = next.iter().filter(|next| !next.entry.is_always()).count();
        match going_on[..] {
            [] => {}
            // Where several stages can come next, each handoff's trigger says which.
            [_] if asking > 1 => {}
            [only] if only.entry == stage.exit => {}
            [only] => exit.push(only.entry.clone()),
            [..] => {}
        }
        let exit = if exit.len() == 1 { exit.remove(0) } else { Criterion::All(exit) };
        let kind = match stage.kind {
            StageKind::Normal if !entered(stage) => StageKind::Start,
            StageKind::Normal if going_on.is_empty() => StageKind::Won,
            kind => kind,
        };
        Stage { exit, kind, ..stage.clone() }
    });
    policy.stages = joined.collect();
}
