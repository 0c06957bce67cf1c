//! Which things of a policy name which others: one walk, from which checking, renaming and removing all live.

use super::criteria::{Criterion, Test};
use super::*;

/// A place where a key stands.
pub(super) enum Slot<'a> {
    /// Without it its holder makes no sense.
    Must(&'a mut String),
    /// May be empty.
    May(&'a mut Option<String>),
    /// May be empty, and then means *every*: emptying it would widen what it says.
    Scope(&'a mut Option<String>),
    /// Some of several.
    List(&'a mut Vec<String>),
    /// A field that the catalogue need not have: imported records may have it all the same.
    Loose(&'a mut String),
}

/// Whose slot it is, and where in there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder<'a> {
    /// The place in the noun's list; `None` = the policy itself.
    pub of: Option<(Noun, usize)>,
    /// `its routing`
    pub part: &'static str,
    /// The key of the row or step meant; may be empty.
    pub detail: &'a str,
}

pub(super) type Visit<'v> = dyn FnMut(Holder<'_>, Noun, Slot<'_>) + 'v;

/// One thing whose slots are visited.
struct At<'a, 'v> {
    of: (Noun, usize),
    visit: &'a mut Visit<'v>,
}

impl At<'_, '_> {
    fn slot(&mut self, part: &'static str, detail: &str, noun: Noun, slot: Slot<'_>) {
        (self.visit)(Holder { of: Some(self.of), part, detail }, noun, slot);
    }

    fn must(&mut self, part: &'static str, noun: Noun, key: &mut String) {
        self.slot(part, "", noun, Slot::Must(key));
    }

    fn may(&mut self, part: &'static str, noun: Noun, key: &mut Option<String>) {
        self.slot(part, "", noun, Slot::May(key));
    }

    fn scope(&mut self, part: &'static str, noun: Noun, key: &mut Option<String>) {
        self.slot(part, "", noun, Slot::Scope(key));
    }

    fn list(&mut self, part: &'static str, noun: Noun, keys: &mut Vec<String>) {
        self.slot(part, "", noun, Slot::List(keys));
    }

    fn loose(&mut self, part: &'static str, keys: &mut [String]) {
        for key in keys {
            self.slot(part, "", Noun::Field, Slot::Loose(key));
        }
    }

    fn criterion(&mut self, part: &'static str, detail: &str, criterion: &mut Criterion) {
        match criterion {
            Criterion::All(parts) | Criterion::Any(parts) => {
                parts.iter_mut().for_each(|inner| self.criterion(part, detail, inner));
            }
            Criterion::Not(inner) => self.criterion(part, detail, inner),
            Criterion::Test(Test { field, condition: _ }) => self.slot(part, detail, Noun::Field, Slot::Loose(field)),
        }
    }

    fn criteria<'c>(&mut self, part: &'static str, criteria: impl IntoIterator<Item = &'c mut Criterion>) {
        criteria.into_iter().for_each(|criterion| self.criterion(part, "", criterion));
    }

    fn packet_fields(&mut self, part: &'static str, fields: &mut [PacketField]) {
        for PacketField { field, required: _, validation, help: _ } in fields {
            self.criterion(part, field, validation);
            self.must(part, Noun::Field, field);
        }
    }

    fn buffer(&mut self, buffer: &mut EnrichmentBuffer) {
        const PART: &str = "its enrichment buffer";
        let EnrichmentBuffer { at_least_minutes: _, at_most_minutes: _, enriches, outcomes } = buffer;
        self.list(PART, Noun::Field, enriches);
        for BufferOutcome { when, act, reason: _ } in outcomes {
            self.criterion(PART, "", when);
            match act {
                BufferAct::Nurture { stage } => self.must(PART, Noun::Stage, stage),
                BufferAct::ExistingOwner { field } => self.must(PART, Noun::Field, field),
                BufferAct::RouteOn => {}
            }
        }
    }

    fn routing(&mut self, table: &mut RoutingTable) {
        const PART: &str = "its routing";
        let RoutingTable { matching: _, rows } = table;
        for RoutingRow { key, kind: _, when, assign, reason: _ } in rows {
            self.criterion(PART, key, when);
            let (noun, slot) = match assign {
                Assignment::OwnerIn { field, if_away: _ } => (Noun::Field, Slot::Must(field)),
                Assignment::Person { person, if_away: _ } => (Noun::Person, Slot::Must(person)),
                Assignment::Role { role, if_away: _ } => (Noun::Role, Slot::Must(role)),
                Assignment::Pool { pool } => match &mut pool.members {
                    PoolMembers::Team { team } => (Noun::Team, Slot::Must(team)),
                    PoolMembers::Role { role } => (Noun::Role, Slot::Must(role)),
                    PoolMembers::People { people } => (Noun::Person, Slot::List(people)),
                },
                Assignment::Queue { queue } => (Noun::Queue, Slot::Must(queue)),
                Assignment::Stage { stage } => (Noun::Stage, Slot::Must(stage)),
            };
            self.slot(PART, key, noun, slot);
        }
    }

    fn ladder(&mut self, ladder: &mut Ladder) {
        const PART: &str = "its escalation";
        let Ladder { clock: _, tier, steps } = ladder;
        self.scope(PART, Noun::Tier, tier);
        for EscalationStep { at: _, act: _, to, when, note: _ } in steps {
            self.criterion(PART, "", when);
            match to {
                Reach::Role { role } => self.must(PART, Noun::Role, role),
                Reach::Person { person } => self.must(PART, Noun::Person, person),
                Reach::Queue { queue } => self.must(PART, Noun::Queue, queue),
                Reach::Owner | Reach::Backup | Reach::Channel { .. } => {}
            }
        }
    }

    fn handoff(&mut self, point: &mut HandoffPoint) {
        let HandoffPoint {
            key: _,
            name: _,
            sender: _,
            receiver: _,
            trigger,
            calendar,
            outcome: _,
            targets,
            required_fields,
            from_import: _,
            from_stage,
            to_stage,
            receiver_kind: _,
            accountable_roles,
            backup_role,
            acceptance,
            packet,
            buffer,
            routing,
            clock_conditions,
            escalation,
            dispositions,
            momentum_risk: _,
            failure_mode: _,
            oversight_focus: _,
            system_requirements: _,
            control: _,
            kpi,
            review_every: _,
            review_on: _,
            contacts_people: _,
            consent_field,
            notes: _,
        } = point;
        self.criteria("its trigger", &mut trigger.criterion);
        self.may("its calendar", Noun::Calendar, calendar);
        targets.iter_mut().for_each(|target| self.scope("its targets", Noun::Tier, &mut target.tier));
        self.loose("its required fields", required_fields);
        self.may("the stage it comes from", Noun::Stage, from_stage);
        self.may("the stage it goes to", Noun::Stage, to_stage);
        self.list("who is accountable", Noun::Role, accountable_roles);
        self.may("the backup", Noun::Role, backup_role);
        self.criterion("its acceptance criteria", "", &mut acceptance.criteria);
        self.may("its packet", Noun::Packet, &mut packet.template);
        self.packet_fields("its packet", &mut packet.fields);
        if let Some(buffer) = buffer {
            self.buffer(buffer);
        }
        self.routing(routing);
        for ClockConditions { clock: _, start, pauses, stop, cancel } in clock_conditions {
            self.criteria("its clocks", start.iter_mut().chain(stop).chain(cancel));
            self.criteria("its clocks", pauses.iter_mut().map(|pause| &mut pause.when));
        }
        escalation.iter_mut().for_each(|ladder| self.ladder(ladder));
        self.list("its dispositions", Noun::Disposition, dispositions);
        self.may("its KPI", Noun::Kpi, kpi);
        self.may("its consent field", Noun::Field, consent_field);
    }
}

/// Visits the slots of every thing of a kind.
fn each<T>(noun: Noun, list: &mut [T], visit: &mut Visit<'_>, of: impl Fn(&mut At<'_, '_>, &mut T)) {
    for (place, entry) in list.iter_mut().enumerate() {
        of(&mut At { of: (noun, place), visit: &mut *visit }, entry);
    }
}

impl Policy {
    /// Calls `visit` for every place where a key of something else stands. The map's places are not among them: they go with
    /// what they place.
    pub(super) fn each_reference(&mut self, visit: &mut Visit<'_>) {
        let Policy {
            schema: _,
            company: _,
            time_zone: _,
            currency: _,
            tiers,
            teams: _,
            calendars: _,
            default_calendar,
            handoffs,
            fields,
            roles,
            people,
            stages,
            packets,
            queues,
            dispositions,
            exception_types,
            severities: _,
            verbs: _,
            decision_rights,
            root_causes: _,
            kpis: _,
            decisions: _,
            mutes,
            layout: _,
        } = self;
        let own = Holder { of: None, part: "the default calendar", detail: "" };
        visit(own, Noun::Calendar, Slot::Must(default_calendar));
        each(Noun::Tier, tiers, visit, |at, tier| at.criterion("what tells it", "", &mut tier.when));
        each(Noun::Handoff, handoffs, visit, |at, point| at.handoff(point));
        each(Noun::Field, fields, visit, |at, field| {
            at.list("what supplies it", Noun::Handoff, &mut field.supplied_by_handoffs);
            at.list("what supplies it", Noun::Stage, &mut field.supplied_by_stages);
        });
        each(Noun::Role, roles, visit, |at, role| {
            at.may("its team", Noun::Team, &mut role.team);
            at.may("whom it reports to", Noun::Role, &mut role.reports_to);
        });
        each(Noun::Person, people, visit, |at, person| {
            at.may("the team", Noun::Team, &mut person.team);
            at.list("the roles", Noun::Role, &mut person.roles);
            at.may("the calendar", Noun::Calendar, &mut person.calendar);
        });
        each(Noun::Stage, stages, visit, |at, stage| {
            at.may("its team", Noun::Team, &mut stage.team);
            at.may("what it is part of", Noun::Stage, &mut stage.parent);
            at.criterion("its entry criteria", "", &mut stage.entry);
            at.criterion("its exit criteria", "", &mut stage.exit);
            at.loose("its required fields", &mut stage.required_fields);
        });
        each(Noun::Packet, packets, visit, |at, packet| {
            at.may("what it adds to", Noun::Packet, &mut packet.extends);
            at.packet_fields("its fields", &mut packet.fields);
        });
        each(Noun::Queue, queues, visit, |at, queue| {
            at.may("its team", Noun::Team, &mut queue.team);
            at.list("who works it", Noun::Role, &mut queue.worked_by);
            at.may("its owner", Noun::Role, &mut queue.owner_role);
        });
        each(Noun::Disposition, dispositions, visit, |at, reason| {
            for NextStep { act: _, when, stage, queue, track: _, note: _ } in &mut reason.next {
                at.may("its next step", Noun::Stage, stage);
                at.may("its next step", Noun::Queue, queue);
                match when {
                    NextWhen::Now | NextWhen::AfterDays { .. } => {}
                    NextWhen::On { trigger } => at.criteria("its next step", &mut trigger.criterion),
                }
            }
        });
        each(Noun::ExceptionType, exception_types, visit, |at, kind| {
            at.may("its owner", Noun::Role, &mut kind.owner_role);
            at.list("who helps", Noun::Role, &mut kind.helper_roles);
            kind.targets.iter_mut().for_each(|target| at.must("its targets", Noun::Severity, &mut target.severity));
        });
        each(Noun::DecisionRight, decision_rights, visit, |at, right| {
            at.must("its verb", Noun::Verb, &mut right.verb);
            at.scope("its exception type", Noun::ExceptionType, &mut right.exception_type);
            at.scope("its severity", Noun::Severity, &mut right.severity);
            at.must("who holds it", Noun::Role, &mut right.role);
            at.may("who approves", Noun::Role, &mut right.approved_by);
        });
        each(Noun::Mute, mutes, visit, |at, mute| {
            let noun = mute.noun;
            at.slot("what it mutes", "", noun, Slot::Loose(&mut mute.of));
        });
    }

    /// Every place where something is named, in words: `handoff point H2, its routing "r3"`. Criteria and required fields count.
    pub fn mentions(&self, noun: Noun, key: &str) -> Vec<String> {
        let mut places = Vec::new();
        // The walk can change what it visits; here it visits a copy and changes nothing.
        self.clone().each_reference(&mut |holder, of, slot| {
            let named = of == noun
                && match slot {
                    Slot::Must(named) | Slot::Loose(named) => named == key,
                    Slot::May(named) | Slot::Scope(named) => named.as_deref() == Some(key),
                    Slot::List(keys) => keys.iter().any(|named| named == key),
                };
            if named {
                let place = self.place_words(holder);
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        });
        places
    }

    /// `handoff point H2, its routing "r3"`
    pub(super) fn place_words(&self, holder: Holder<'_>) -> String {
        let mut words = match holder.of {
            None => holder.part.to_owned(),
            Some((noun, place)) => {
                format!("{} {}, {}", noun.word(), self.keys(noun).get(place).copied().unwrap_or_default(), holder.part)
            }
        };
        if !holder.detail.is_empty() {
            words.push_str(&format!(" \"{}\"", holder.detail));
        }
        words
    }
}
