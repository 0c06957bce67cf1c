//! A record tried on a handoff point: who would own it, and why; with the reason of every step before.
//!
//! Duplicates and lead-to-account matching come first, then the enrichment buffer, then the table from the top. A row whose criterion is
//! unknown is not taken. What people hold, and what is there already, is told: nothing here remembers a routing.

mod at_start;
pub mod matching;
mod names;
mod outcome;
pub(crate) mod people;

pub use at_start::route_at_start;
pub use names::{company_name, registrable_domain};
pub use outcome::{Routed, RowVerdict, Step, Target};

use crate::Instant;
use crate::calendar::Zone;
use crate::policy::criteria::{Fact, Facts, Told, Truth, fold};
use crate::policy::{
    Assignment, BufferAct, Field, HandoffPoint, IfAway, MatchBy, OnDuplicate, Person, Policy, Pool, PoolMembers,
    RoutingRow,
};
pub use people::Hours;
use people::Staff;
use std::collections::BTreeMap;

/// What a person holds when a record is routed. Everything is zero where nothing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Records given today, in the zone of the person's calendar.
    pub today: u32,
    /// Records held that are still open.
    pub open: u32,
    /// Records given by the pool since its shares were last counted from zero.
    pub given: u32,
    pub last_given: Option<Instant>,
}

/// Something that is there already and belongs together with the record.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub by: MatchBy,
    /// As people call it: a record's id, an account's name.
    pub name: &'a str,
    pub owner: Option<&'a str>,
    pub facts: &'a dyn Facts,
}

/// What is told besides the record.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    pub told: &'a Told,
    /// By person key.
    pub loads: &'a BTreeMap<String, Load>,
    /// The record that this one is a duplicate of, found by the table's own ways of matching.
    pub duplicate: Option<Known<'a>>,
    /// The account that it belongs to, found the same way.
    pub account: Option<Known<'a>>,
}

/// Whether reasons are worded. Where very many records are routed, wording would cost more than deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    Worded,
    /// The rows' reasons and the decision's are empty.
    Unsaid,
}

/// Tries a record on a handoff point.
pub fn route(policy: &Policy, point: &HandoffPoint, record: &dyn Facts, situation: &Situation<'_>) -> Routed {
    route_with(policy, &Hours::of(policy), point, record, situation, Reasons::Worded)
}

/// [`route`] by who tries many records: `hours` are the policy's.
pub fn route_with(
    policy: &Policy,
    hours: &Hours,
    point: &HandoffPoint,
    record: &dyn Facts,
    situation: &Situation<'_>,
    reasons: Reasons,
) -> Routed {
    let Situation { told, loads, .. } = *situation;
    let joined = Joined { record, account: situation.account.map(|account| account.facts) };
    let router = Router { policy, point, record: &joined, staff: Staff { policy, told, loads, hours } };
    let mut before = Vec::new();
    if let Some(decided) = router.matched(situation, &mut before).or_else(|| router.buffered(&mut before)) {
        let because = before.last().cloned().unwrap_or_default();
        return Routed { target: decided, row: None, because, before, steps: Vec::new() };
    }
    let mut steps = Vec::new();
    for (place, row) in point.routing.rows.iter().enumerate() {
        let truth = row.when.truth(&joined, &policy.fields, told);
        let says = match (reasons, row.when.is_always()) {
            (Reasons::Unsaid, _) => String::new(),
            (Reasons::Worded, true) => "it is for every record".to_owned(),
            (Reasons::Worded, false) => row.when.verdict(&joined, &policy.fields, told).sentence(),
        };
        let (verdict, because, target) = match truth {
            Truth::False => (RowVerdict::Fails, says, None),
            Truth::Unknown => (RowVerdict::Unknown, says, None),
            Truth::True => match router.given(row) {
                Ok((target, how)) if how.is_empty() || reasons == Reasons::Unsaid => {
                    (RowVerdict::Holds, says, Some(target))
                }
                Ok((target, how)) => (RowVerdict::Holds, format!("{says}; {how}"), Some(target)),
                Err(_) if reasons == Reasons::Unsaid => (RowVerdict::Nobody, says, None),
                Err(why) => (RowVerdict::Nobody, format!("{says}, and it has nobody to give: {why}"), None),
            },
        };
        steps.push(Step { row: place, verdict, because });
        if let Some(target) = target {
            let because = match reasons {
                Reasons::Worded => router.reason(place, row, steps.last().map_or("", |step| &step.because)),
                Reasons::Unsaid => String::new(),
            };
            return Routed { target, row: Some(place), because, before, steps };
        }
    }
    let because = match steps.iter().filter(|step| step.verdict == RowVerdict::Nobody).count() {
        0 if steps.is_empty() => "the routing table has no rows".to_owned(),
        0 => "no row of the table is for it".to_owned(),
        1 => "the only row that is for it has nobody to give".to_owned(),
        _ => "none of the rows that are for it has anybody to give".to_owned(),
    };
    Routed { target: Target::Nobody, row: None, because, before, steps }
}

/// A record, and where it is blank, what its account has.
pub(crate) struct Joined<'a> {
    pub(crate) record: &'a dyn Facts,
    pub(crate) account: Option<&'a dyn Facts>,
}

impl Facts for Joined<'_> {
    fn fact(&self, field: &Field, zone: &Zone) -> Fact<'_> {
        match (self.record.fact(field, zone), self.account) {
            (Fact::Blank, Some(account)) => account.fact(field, zone),
            (fact, _) => fact,
        }
    }
}

struct Router<'a> {
    policy: &'a Policy,
    point: &'a HandoffPoint,
    record: &'a Joined<'a>,
    staff: Staff<'a>,
}

impl Router<'_> {
    /// Duplicate prevention, then the account: a target where one of them decides.
    fn matched(&self, situation: &Situation<'_>, before: &mut Vec<String>) -> Option<Target> {
        let matching = &self.point.routing.matching;
        if !matching.duplicate_by.is_empty() {
            let Some(known) = situation.duplicate else {
                before.push("it is no duplicate of anything that is there".into());
                return self.account(situation, before);
            };
            let same = format!("it is {} by {}", known.name, matching::words(known.by));
            match matching.on_duplicate {
                OnDuplicate::Hold => {
                    before.push(format!("{same}, and waits for whoever may merge them"));
                    return Some(Target::Held);
                }
                OnDuplicate::RouteAnyway => before.push(format!("{same}, and is routed as if it were new")),
                OnDuplicate::Join => match known.owner {
                    Some(owner) => {
                        before.push(format!("{same}, and joins it with its owner {owner}"));
                        return Some(self.person_called(owner));
                    }
                    None => before.push(format!("{same}, which nobody owns, so that the table decides")),
                },
            }
        }
        self.account(situation, before)
    }

    fn account(&self, situation: &Situation<'_>, before: &mut Vec<String>) -> Option<Target> {
        if !self.point.routing.matching.account_by.is_empty() {
            before.push(match situation.account {
                Some(known) => format!(
                    "it belongs to {} by {}, which fills what it leaves blank",
                    known.name,
                    matching::words(known.by)
                ),
                None => "it belongs to no account that is there".into(),
            });
        }
        None
    }

    /// The enrichment buffer, where it decides.
    fn buffered(&self, before: &mut Vec<String>) -> Option<Target> {
        let told = self.staff.told;
        for (place, outcome) in self.point.buffer.iter().flat_map(|buffer| &buffer.outcomes).enumerate() {
            let verdict = outcome.when.verdict(self.record, &self.policy.fields, told);
            if !verdict.truth.is_true() {
                continue;
            }
            let reason = if outcome.reason.trim().is_empty() { verdict.sentence() } else { outcome.reason.clone() };
            let says = |what: &str| format!("outcome {} of the enrichment buffer {what}: {reason}", place + 1);
            match &outcome.act {
                BufferAct::Nurture { stage } => {
                    before.push(says("sends it to no person yet"));
                    return Some(self.stage(stage));
                }
                BufferAct::ExistingOwner { field } => match self.text(field) {
                    Some(owner) => {
                        before.push(says(&format!("gives it to its owner {owner}")));
                        return Some(self.person_called(&owner));
                    }
                    None => before.push(says("finds no owner to give it to")),
                },
                BufferAct::RouteOn => before.push(says("sends it on")),
            }
            return None;
        }
        None
    }

    /// Whom a row gives the record to and how it was chosen; else why nobody is to be had.
    fn given(&self, row: &RoutingRow) -> Result<(Target, String), String> {
        match &row.assign {
            Assignment::OwnerIn { field, if_away } => {
                let name = self.policy.field(field).map_or(field.as_str(), |field| &field.name);
                let owner = self.text(field).ok_or_else(|| format!("*{name}* is blank"))?;
                let target = self.person_called(&owner);
                let why = match &target {
                    Target::Person { key: Some(key), .. } => {
                        self.policy.people.iter().find(|person| person.key == *key).and_then(|person| self.away(person))
                    }
                    // Without people in the policy nobody knows who is away.
                    _ if self.policy.people.is_empty() => None,
                    _ => Some(format!("{owner} is not among the people")),
                };
                match (why, if_away) {
                    (Some(why), IfAway::NextRow) => Err(why),
                    (Some(why), IfAway::Assign) => Ok((target, format!("although {why}"))),
                    (None, _) => Ok((target, String::new())),
                }
            }
            Assignment::Person { person, if_away } => {
                let person = self.policy.people.iter().find(|known| known.key == *person);
                let person = person.ok_or_else(|| "the person is not among the people".to_owned())?;
                match (self.away(person), if_away) {
                    (Some(why), IfAway::NextRow) => Err(why),
                    (Some(why), IfAway::Assign) => Ok((person_target(person), format!("although {why}"))),
                    (None, _) => Ok((person_target(person), String::new())),
                }
            }
            Assignment::Role { role, if_away } => self.role(role, *if_away),
            Assignment::Pool { pool } => {
                let of = pool_words(self.policy, pool);
                if self.policy.people.is_empty() {
                    return Ok((
                        Target::Role { key: String::new(), name: of.clone() },
                        format!("whoever is next in {of}"),
                    ));
                }
                self.staff.next_of(pool).map(|(person, how)| (person_target(person), format!("next in {of}: {how}")))
            }
            Assignment::Queue { queue } => {
                let known = self.policy.queues.iter().find(|known| known.key == *queue);
                let name = known.map_or(queue.as_str(), |queue| &queue.name);
                let worked = known.is_some_and(|queue| !queue.worked_by.is_empty() || queue.owner_role.is_some());
                let how = if worked { "" } else { "which nobody works" };
                Ok((Target::Queue { key: queue.clone(), name: name.into() }, how.into()))
            }
            Assignment::Stage { stage } => Ok((self.stage(stage), String::new())),
        }
    }

    fn role(&self, key: &str, if_away: IfAway) -> Result<(Target, String), String> {
        let name = self.policy.role(key).map_or(key, |role| &role.name);
        if self.policy.people.is_empty() {
            return Ok((Target::Role { key: key.into(), name: name.into() }, "whoever holds the role".into()));
        }
        let holders: Vec<&Person> = self.policy.holders(key).filter(|person| person.active).collect();
        let Some(first) = holders.first() else { return Err(format!("nobody holds {name}")) };
        if let Some(there) = holders.iter().find(|person| self.away(person).is_none()) {
            return Ok((person_target(there), format!("who holds {name}")));
        }
        let why = holders.iter().filter_map(|person| self.away(person)).collect::<Vec<_>>().join(", ");
        match if_away {
            IfAway::NextRow => Err(why),
            IfAway::Assign => Ok((person_target(first), format!("who holds {name}, although {why}"))),
        }
    }

    /// Why somebody whom a row names can be given nothing. Working hours and capacity are a pool's concern.
    fn away(&self, person: &Person) -> Option<String> {
        self.staff.away(person, true, false, false)
    }

    fn stage(&self, key: &str) -> Target {
        let name = self.policy.stage(key).map_or(key, |stage| &stage.name);
        Target::Stage { key: key.into(), name: name.into() }
    }

    /// What the record has in a field, as a text.
    fn text(&self, field: &str) -> Option<String> {
        match self.record.fact(self.policy.field(field)?, &self.staff.told.zone) {
            Fact::Text(text) | Fact::Unreadable(text) => Some(text.to_owned()),
            Fact::Blank | Fact::Number(_) | Fact::Date(_) | Fact::Instant(_) | Fact::Boolean(_) => None,
        }
    }

    /// A person by key or name, whatever the case; a name that nobody has stands for itself.
    fn person_called(&self, text: &str) -> Target {
        let folded = fold(text);
        let is = |person: &&Person| fold(&person.name) == folded || fold(&person.key) == folded;
        match self.policy.people.iter().find(is) {
            Some(person) => person_target(person),
            None => Target::Person { key: None, name: text.into() },
        }
    }

    /// `row 3 (DACH): passes: *Region* is DACH`
    fn reason(&self, place: usize, row: &RoutingRow, says: &str) -> String {
        let named = if row.reason.trim().is_empty() { row.kind.word() } else { row.reason.trim() };
        format!("row {} ({named}): {says}", place + 1)
    }
}

/// `the pool of SDR Vienna`
pub fn pool_words(policy: &Policy, pool: &Pool) -> String {
    let of = match &pool.members {
        PoolMembers::Team { team } => {
            policy.teams.iter().find(|known| known.key == *team).map(|team| team.name.clone())
        }
        PoolMembers::Role { role } => policy.role(role).map(|role| role.name.clone()),
        PoolMembers::People { people } => Some(format!("{} people", people.len())),
    };
    format!("the pool of {}", of.unwrap_or_else(|| "nobody".into()))
}

fn person_target(person: &Person) -> Target {
    Target::Person { key: Some(person.key.clone()), name: person.name.clone() }
}
