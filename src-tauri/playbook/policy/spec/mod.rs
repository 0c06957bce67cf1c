//! A handoff point in words: what whoever builds it in a CRM, reads it in a meeting or inspects it on screen has to know. Every table of
//! the build spec and the inspector comes from here, so that they cannot differ.

mod words;

use super::*;
use serde::Serialize;
use ts_rs::TS;
use words::{acceptance_words, act_words, matching_words, review_words, step_time_words};

/// Everything decided about one handoff point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandoffSpec {
    pub key: String,
    pub name: String,
    pub sender: String,
    pub receiver: String,
    /// Names of the stages on both sides; `None` = not named.
    pub from_stage: Option<String>,
    pub to_stage: Option<String>,
    pub trigger: String,
    /// The trigger as a system decides it; empty = not written down.
    pub trigger_criterion: String,
    pub trigger_source: String,
    /// Names of roles, with who holds them.
    pub accountable: Vec<String>,
    pub backup: Option<String>,
    /// `A person accepts, rejects or recycles`
    pub acceptance: String,
    pub acceptance_criteria: String,
    pub acceptance_actions: Vec<String>,
    pub exit_criteria: String,
    pub entry_criteria: String,
    /// The enrichment buffer, a line an outcome.
    pub buffer: Vec<String>,
    /// What happens before the table is read.
    pub matching: Vec<String>,
    pub routing: Vec<SpecRow>,
    pub packet: Vec<SpecField>,
    pub calendar: String,
    pub targets: Vec<SpecTarget>,
    /// When clocks start, pause and stop, where that is not simply their event.
    pub conditions: Vec<String>,
    pub escalation: Vec<SpecStep>,
    pub dispositions: Vec<SpecReason>,
    pub momentum_risk: String,
    pub failure_mode: String,
    pub control: String,
    pub oversight_focus: String,
    pub system_requirements: Vec<String>,
    pub kpi: Option<String>,
    pub review: String,
    /// `People are contacted; *Consent* says whether they may be`; empty = nobody outside is contacted.
    pub consent: String,
}

/// A row of the decision table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpecRow {
    pub decides_on: String,
    pub when: String,
    pub to: String,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpecField {
    /// Catalogue key.
    pub key: String,
    pub name: String,
    pub kind: String,
    pub required: bool,
    /// Allowed values, or what a value must fulfil; empty = anything.
    pub allowed: String,
    pub help: String,
    pub system: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpecTarget {
    pub clock: ClockKind,
    /// Tier name; `every tier`.
    pub tier: String,
    pub target: String,
    pub reminder: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpecStep {
    pub clock: ClockKind,
    pub tier: String,
    /// `50 %`, `2 h after breach`
    pub at: String,
    pub act: String,
    pub to: String,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpecReason {
    pub decision: ReceiverDecision,
    pub name: String,
    pub meaning: String,
    pub next: String,
}

impl Policy {
    /// A handoff point in words.
    pub fn spec(&self, point: &HandoffPoint) -> HandoffSpec {
        let stage = |key: &Option<String>| key.as_deref().and_then(|key| self.stage(key));
        let (from, to) = (stage(&point.from_stage), stage(&point.to_stage));
        let asks = |criterion: &Criterion| {
            if criterion.is_always() { String::new() } else { criterion.sentence(&self.fields) }
        };
        HandoffSpec {
            key: point.key.clone(),
            name: point.name.clone(),
            sender: point.sender.clone(),
            receiver: point.receiver.clone(),
            from_stage: from.map(|stage| stage.name.clone()),
            to_stage: to.map(|stage| stage.name.clone()),
            trigger: point.trigger.text.clone(),
            trigger_criterion: point.trigger.criterion.as_ref().map(asks).unwrap_or_default(),
            trigger_source: point.trigger.source.clone().unwrap_or_default(),
            accountable: point.accountable_roles.iter().map(|role| self.role_words(role)).collect(),
            backup: point.backup_role.as_deref().map(|role| self.role_words(role)),
            acceptance: acceptance_words(point).into(),
            acceptance_criteria: asks(&point.acceptance.criteria),
            acceptance_actions: point.acceptance.actions.clone(),
            exit_criteria: from.map(|stage| asks(&stage.exit)).unwrap_or_default(),
            entry_criteria: to.map(|stage| asks(&stage.entry)).unwrap_or_default(),
            buffer: point.buffer.iter().flat_map(|buffer| self.buffer_words(buffer)).collect(),
            matching: matching_words(&point.routing.matching),
            routing: point.routing.rows.iter().map(|row| self.row_spec(row)).collect(),
            packet: self.packet(point).iter().map(|field| self.field_spec(field)).collect(),
            calendar: self
                .calendar_of(point)
                .map(|calendar| format!("{} ({})", calendar.name, calendar.time_zone))
                .unwrap_or_default(),
            targets: self.target_specs(point),
            conditions: point.clock_conditions.iter().flat_map(|conditions| self.condition_words(conditions)).collect(),
            escalation: self.step_specs(point),
            dispositions: self.reason_specs(point),
            momentum_risk: point.momentum_risk.clone(),
            failure_mode: point.failure_mode.clone(),
            control: point.control.clone(),
            oversight_focus: point.oversight_focus.clone(),
            system_requirements: point.system_requirements.clone(),
            kpi: point.kpi.as_deref().map(|key| self.kpi_name(key)),
            review: review_words(point),
            consent: self.consent_words(point),
        }
    }

    /// `SDR Team Lead (Dana Okafor)`
    fn role_words(&self, key: &str) -> String {
        let name = self.role(key).map_or(key, |role| &role.name);
        let holders: Vec<&str> = self.holders(key).map(|person| person.name.as_str()).collect();
        if holders.is_empty() { name.to_string() } else { format!("{name} ({})", holders.join(", ")) }
    }

    fn kpi_name(&self, key: &str) -> String {
        self.kpis.iter().find(|kpi| kpi.key == key).map_or(key, |kpi| &kpi.name).to_string()
    }

    fn stage_name(&self, key: &str) -> String {
        self.stage(key).map_or(key, |stage| &stage.name).to_string()
    }

    fn queue_name(&self, key: &str) -> String {
        self.queues.iter().find(|queue| queue.key == key).map_or(key, |queue| &queue.name).to_string()
    }

    fn field_name(&self, key: &str) -> String {
        self.field(key).map_or(key, |field| &field.name).to_string()
    }

    fn person_name(&self, key: &str) -> String {
        self.people.iter().find(|person| person.key == key).map_or(key, |person| &person.name).to_string()
    }

    fn tier_name(&self, key: Option<&str>) -> String {
        let named = self.tiers.iter().find(|tier| Some(tier.key.as_str()) == key);
        named.map_or("every tier", |tier| &tier.name).to_string()
    }

    fn consent_words(&self, point: &HandoffPoint) -> String {
        match (&point.consent_field, point.contacts_people) {
            (_, false) => String::new(),
            (Some(field), true) => format!("People are contacted; {} says whether they may be", self.field_name(field)),
            (None, true) => "People are contacted, and no field says whether they may be".into(),
        }
    }

    fn buffer_words(&self, buffer: &EnrichmentBuffer) -> Vec<String> {
        let names: Vec<String> = buffer.enriches.iter().map(|field| self.field_name(field)).collect();
        let time =
            format!("{} to {} minutes before anybody is alerted", buffer.at_least_minutes, buffer.at_most_minutes);
        let first = if names.is_empty() { time } else { format!("{time}: {}", names.join(", ")) };
        let outcome = |outcome: &BufferOutcome| {
            let act = match &outcome.act {
                BufferAct::Nurture { stage } => format!("to {}, without a person", self.stage_name(stage)),
                BufferAct::ExistingOwner { field } => format!("past routing, to {}", self.field_name(field)),
                BufferAct::RouteOn => "on to routing".into(),
            };
            format!("{}: {act}", self.when_words(&outcome.when))
        };
        std::iter::once(first).chain(buffer.outcomes.iter().map(outcome)).collect()
    }

    /// `Everything else` where nothing is asked.
    fn when_words(&self, criterion: &Criterion) -> String {
        if criterion.is_always() { "Everything else".into() } else { criterion.sentence(&self.fields) }
    }

    fn row_spec(&self, row: &RoutingRow) -> SpecRow {
        SpecRow {
            decides_on: row.kind.word().into(),
            when: self.when_words(&row.when),
            to: self.assignment_words(&row.assign),
            reason: row.reason.clone(),
        }
    }

    fn assignment_words(&self, assign: &Assignment) -> String {
        let away = |if_away: IfAway| match if_away {
            IfAway::NextRow => "; the next row if away",
            IfAway::Assign => "",
        };
        match assign {
            Assignment::OwnerIn { field, if_away } => {
                format!("whom {} names{}", self.field_name(field), away(*if_away))
            }
            Assignment::Person { person, if_away } => format!("{}{}", self.person_name(person), away(*if_away)),
            Assignment::Role { role, if_away } => format!("{}{}", self.role_words(role), away(*if_away)),
            Assignment::Pool { pool } => self.pool_words(pool),
            Assignment::Queue { queue } => format!("the queue {}", self.queue_name(queue)),
            Assignment::Stage { stage } => format!("no person: {}", self.stage_name(stage)),
        }
    }

    fn pool_words(&self, pool: &Pool) -> String {
        let who = match &pool.members {
            PoolMembers::Team { team } => {
                self.teams.iter().find(|known| known.key == *team).map_or(team.clone(), |team| team.name.clone())
            }
            PoolMembers::Role { role } => self.role_words(role),
            PoolMembers::People { people } => {
                people.iter().map(|person| self.person_name(person)).collect::<Vec<_>>().join(", ")
            }
        };
        let how = match pool.method {
            PoolMethod::RoundRobin => "in turn",
            PoolMethod::Weighted => "by weight",
            PoolMethod::LoadBalanced => "whoever has the fewest open records",
            PoolMethod::PerformanceWeighted => "by performance",
        };
        let minds =
            [(pool.minds_absences, "absences"), (pool.minds_capacity, "capacity"), (pool.minds_hours, "working hours")];
        let minds: Vec<&str> = minds.iter().filter(|(minds, _)| *minds).map(|(_, what)| *what).collect();
        if minds.is_empty() { format!("{who}, {how}") } else { format!("{who}, {how}, minding {}", minds.join(", ")) }
    }

    fn field_spec(&self, field: &PacketField) -> SpecField {
        let known = self.field(&field.field);
        let values = known.map(|known| known.values.join(", ")).unwrap_or_default();
        let validation =
            if field.validation.is_always() { String::new() } else { field.validation.sentence(&self.fields) };
        SpecField {
            key: field.field.clone(),
            name: self.field_name(&field.field),
            kind: known.map(|known| known.kind.word()).unwrap_or_default().into(),
            required: field.required,
            allowed: if validation.is_empty() { values } else { validation },
            help: field.help.clone(),
            system: known.map(|known| known.system.clone()).unwrap_or_default(),
        }
    }

    fn target_specs(&self, point: &HandoffPoint) -> Vec<SpecTarget> {
        let order = |target: &&SlaTarget| {
            (target.clock, self.tiers.iter().position(|tier| Some(tier.key.as_str()) == target.tier.as_deref()))
        };
        let mut targets: Vec<&SlaTarget> = point.targets.iter().collect();
        targets.sort_by_key(order);
        let spec = |target: &SlaTarget| SpecTarget {
            clock: target.clock,
            tier: self.tier_name(target.tier.as_deref()),
            target: self.target_words(point, &target.target),
            reminder: format!("{} %", target.reminder_percent),
        };
        targets.into_iter().map(spec).collect()
    }

    fn condition_words(&self, conditions: &ClockConditions) -> Vec<String> {
        let clock = conditions.clock.map_or("Every clock", ClockKind::word);
        let one =
            |what: &str, criterion: &Criterion| format!("{clock} {what} when {}", criterion.sentence(&self.fields));
        let starts = conditions.start.iter().map(|criterion| one("starts", criterion));
        let pauses = conditions.pauses.iter().map(|pause| {
            let reason = if pause.reason.is_empty() { String::new() } else { format!(" ({})", pause.reason) };
            one("pauses", &pause.when) + &reason
        });
        let stops = conditions.stop.iter().map(|criterion| one("stops", criterion));
        let ends = conditions.cancel.iter().map(|criterion| one("is called off", criterion));
        starts.chain(pauses).chain(stops).chain(ends).collect()
    }

    fn step_specs(&self, point: &HandoffPoint) -> Vec<SpecStep> {
        let step = |ladder: &Ladder, step: &EscalationStep| SpecStep {
            clock: ladder.clock,
            tier: self.tier_name(ladder.tier.as_deref()),
            at: step_time_words(&step.at),
            act: act_words(step.act).into(),
            to: match &step.to {
                Reach::Owner => "the owner".into(),
                Reach::Backup => point.backup_role.as_deref().map_or("the backup".into(), |role| self.role_words(role)),
                Reach::Role { role } => self.role_words(role),
                Reach::Person { person } => self.person_name(person),
                Reach::Queue { queue } => format!("the queue {}", self.queue_name(queue)),
                Reach::Channel { channel } => channel.clone(),
            },
            note: match (step.when.is_always(), step.note.as_str()) {
                (true, note) => note.into(),
                (false, "") => format!("when {}", step.when.sentence(&self.fields)),
                (false, note) => format!("{note}; when {}", step.when.sentence(&self.fields)),
            },
        };
        point.escalation.iter().flat_map(|ladder| ladder.steps.iter().map(move |one| step(ladder, one))).collect()
    }

    fn reason_specs(&self, point: &HandoffPoint) -> Vec<SpecReason> {
        let reasons = self.dispositions.iter().filter(|reason| point.dispositions.contains(&reason.key));
        let next = |reason: &DispositionReason| {
            let steps: Vec<String> = reason.next.iter().map(|step| self.next_words(step)).collect();
            let review = reason.review_after_days.map(|days| format!("looked at again after {days} days"));
            steps.into_iter().chain(review).collect::<Vec<_>>().join("; ")
        };
        let spec = |reason: &DispositionReason| SpecReason {
            decision: reason.decision,
            name: reason.name.clone(),
            meaning: reason.meaning.clone(),
            next: next(reason),
        };
        reasons.map(spec).collect()
    }

    /// `nurture in 90 days, to Nurture`
    fn next_words(&self, step: &NextStep) -> String {
        let act = match step.act {
            NextAct::Nurture => "nurture",
            NextAct::Enrich => "enrich",
            NextAct::Suppress => "suppress",
            NextAct::Reroute => "route again",
            NextAct::Reassign => "reassign",
            NextAct::Recycle => "recycle",
            NextAct::Alert => "alert",
        };
        let when = match &step.when {
            NextWhen::Now => String::new(),
            NextWhen::AfterDays { days } => format!(" in {days} days"),
            NextWhen::On { trigger } => format!(" when: {}", trigger.text),
        };
        let stage = step.stage.as_deref().map(|stage| format!(", to {}", self.stage_name(stage))).unwrap_or_default();
        let queue =
            step.queue.as_deref().map(|queue| format!(", in the queue {}", self.queue_name(queue))).unwrap_or_default();
        let track = if step.track.is_empty() { String::new() } else { format!(", track {}", step.track) };
        format!("{act}{when}{stage}{queue}{track}")
    }
}
