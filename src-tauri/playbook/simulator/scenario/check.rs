//! What a scenario must fulfil before anything is simulated. Every refusal names the place, the value and what to do.

use super::{Arrivals, Crew, Distribution, Replications, SCENARIO_SCHEMA, Scenario, ScenarioError, Source, WarmUp};
use crate::calendar::Zone;
use crate::policy::{Policy, ReceiverDecision};
use chrono::{Datelike, Days};
use std::collections::HashSet;

/// Numbers below zero, not numbers, and the like.
fn within(place: impl Into<String>, value: f64, holds: bool, must: &'static str) -> Result<(), ScenarioError> {
    if value.is_finite() && holds {
        return Ok(());
    }
    Err(ScenarioError::OutOfRange { place: place.into(), value: value.to_string(), must })
}

/// Kinds of leads that a source can have: for each the whole routing table is judged.
const MOST_KINDS: usize = 10_000;

/// People of a scenario together: each could be chosen for each lead.
const MOST_PEOPLE: u32 = 20_000;
/// Money of a lead or an hour: more would lose its cents among others, and in the end its meaning.
const MOST_MONEY: f64 = 1e12;
/// The first local date that is too late for a horizon: calendars are known exactly and fast until then.
const TOO_LATE: i32 = 2060;

/// A hundred years in minutes: no length of time is longer.
const LONGEST: f64 = 52_560_000.0;

fn share(place: impl Into<String>, value: f64) -> Result<(), ScenarioError> {
    within(place, value, (0.0..=1.0).contains(&value), "a share from 0 to 1")
}

fn length(place: impl Into<String>, minutes: f64) -> Result<(), ScenarioError> {
    within(place, minutes, (0.0..=LONGEST).contains(&minutes), "a number of minutes from 0 to a hundred years")
}

impl Distribution {
    fn check(&self, place: &str) -> Result<(), ScenarioError> {
        let positive =
            |name: &str, value: f64| within(format!("{place}, {name}"), value, value > 0.0, "a number above 0");
        let between = |from: f64, to: f64| {
            length(format!("{place}, from"), from)?;
            length(format!("{place}, to"), to)?;
            within(format!("{place}, to"), to, from <= to, "at least what it goes from")
        };
        match self {
            Distribution::Fixed { minutes } => length(format!("{place}, minutes"), *minutes),
            Distribution::Exponential { mean } => length(format!("{place}, mean"), *mean),
            Distribution::Uniform { from, to } => between(*from, *to),
            Distribution::Lognormal { mean, sigma } => {
                length(format!("{place}, mean"), *mean)?;
                positive("mean", *mean)?;
                within(format!("{place}, sigma"), *sigma, (0.0..=5.0).contains(sigma), "a number from 0 to 5")
            }
            Distribution::Gamma { mean, shape } => {
                length(format!("{place}, mean"), *mean)?;
                positive("mean", *mean)?;
                positive("shape", *shape)
            }
            Distribution::Weibull { scale, shape } => {
                length(format!("{place}, scale"), *scale)?;
                positive("scale", *scale)?;
                within(format!("{place}, shape"), *shape, *shape >= 0.1, "a number from 0.1")
            }
            Distribution::Triangular { from, likely, to } => {
                between(*from, *to)?;
                within(format!("{place}, likely"), *likely, (*from..=*to).contains(likely), "between from and to")
            }
            Distribution::Empirical { minutes } => {
                within(format!("{place}, minutes"), minutes.len() as f64, !minutes.is_empty(), "a list with entries")?;
                minutes.iter().try_for_each(|&minutes| length(format!("{place}, minutes"), minutes))
            }
        }
    }
}

impl Source {
    fn check(&self, place: &str) -> Result<(), ScenarioError> {
        let rate = |name: String, rate: f64| {
            within(name, rate, (0.0..=1e7).contains(&rate), "a number of leads an hour from 0 to 10,000,000")
        };
        match &self.arrivals {
            Arrivals::Rate { per_hour } => rate(format!("{place}, arrivals, per_hour"), *per_hour)?,
            Arrivals::Weekly { zone, per_hour, by_month } => {
                if let Some(zone) = zone {
                    Zone::named(zone)
                        .map_err(|cause| ScenarioError::Calendar { place: format!("{place}, arrivals"), cause })?;
                }
                let count = per_hour.len();
                let fits = [7, 24, 168, 336, 672].contains(&count);
                within(
                    format!("{place}, arrivals, the number of rates"),
                    count as f64,
                    fits,
                    "168 (one an hour), 7, 24, 336 or 672",
                )?;
                for (hour, &per_hour) in per_hour.iter().enumerate() {
                    rate(format!("{place}, arrivals, per_hour, entry {}", hour + 1), per_hour)?;
                }
                let months = by_month.len();
                within(
                    format!("{place}, arrivals, the number of months"),
                    months as f64,
                    months == 0 || months == 12,
                    "12, or none",
                )?;
                for (month, &factor) in by_month.iter().enumerate() {
                    let place = format!("{place}, arrivals, by_month, entry {}", month + 1);
                    within(place, factor, (0.0..=1e4).contains(&factor), "a factor from 0 to 10,000")?;
                }
            }
            Arrivals::Exact { leads } => {
                for lead in leads {
                    if let Some(part) = lead.part.filter(|&part| part as usize >= self.mix.len()) {
                        let place = format!("{place}, arrivals, the part of a lead");
                        return within(place, f64::from(part), false, "the place of a part of the mix, from 0");
                    }
                }
            }
        }
        for (number, part) in self.mix.iter().enumerate() {
            let place = format!("{place}, mix, entry {}", number + 1);
            within(format!("{place}, weight"), part.weight, part.weight >= 0.0, "a number from 0")?;
            within(format!("{place}, weight"), part.weight, part.weight <= 1e12, "a number up to a million million")?;
            let amount = (0.0..=MOST_MONEY).contains(&part.amount);
            within(format!("{place}, amount"), part.amount, amount, "an amount from 0 to a million million")?;
            share(format!("{place}, packet"), part.packet)?;
        }
        let total: f64 = self.mix.iter().map(|part| part.weight).sum();
        let drawn = self.mix.is_empty() || total > 0.0;
        within(format!("{place}, mix, the weights together"), total, drawn, "above 0")?;
        share(format!("{place}, duplicates"), self.duplicates)?;
        for (number, account) in self.accounts.iter().enumerate() {
            share(format!("{place}, accounts, entry {}, share", number + 1), account.share)?;
        }
        // Each is drawn together with each part of the mix.
        let (kinds, accounts) = (self.mix.len().max(1) * (self.accounts.len() + 1), self.accounts.len());
        within(
            format!("{place}, accounts"),
            accounts as f64,
            kinds <= MOST_KINDS,
            "so few that with the mix they make 10,000 kinds at most",
        )?;
        at_most_one(format!("{place}, accounts"), self.accounts.iter().map(|account| account.share).sum())
    }
}

/// What a policy has, by key, for naming what is there.
struct Names<'a> {
    noun: &'static str,
    keys: Vec<&'a str>,
}

impl Names<'_> {
    fn has(&self, place: impl Into<String>, key: &str) -> Result<(), ScenarioError> {
        if self.keys.contains(&key) {
            return Ok(());
        }
        let mut known = self.keys.iter().take(12).copied().collect::<Vec<_>>().join(", ");
        if self.keys.is_empty() {
            known = "there are none".into();
        } else if self.keys.len() > 12 {
            known.push_str(", …");
        }
        Err(ScenarioError::Unknown { place: place.into(), noun: self.noun, key: key.into(), known })
    }

    fn may_have(&self, place: impl Into<String>, key: Option<&String>) -> Result<(), ScenarioError> {
        key.map_or(Ok(()), |key| self.has(place, key))
    }
}

/// Characters that would move the cursor of whoever prints it.
fn plain(place: &str, text: &str) -> Result<(), ScenarioError> {
    if !text.contains(char::is_control) {
        return Ok(());
    }
    let value = format!("{:.80}", format!("{text:?}"));
    Err(ScenarioError::OutOfRange { place: place.into(), value, must: "without control characters" })
}

fn once<'a>(place: &str, keys: impl Iterator<Item = &'a str>) -> Result<(), ScenarioError> {
    let mut seen = HashSet::new();
    for key in keys {
        plain(place, key)?;
        if key.trim().is_empty() {
            let why = "an entry has no key".to_owned();
            return Err(ScenarioError::Malformed { place: place.into(), why });
        }
        if !seen.insert(key) {
            return Err(ScenarioError::Twice { place: place.into(), key: key.into() });
        }
    }
    Ok(())
}

impl Scenario {
    /// Whether it can be simulated under this policy, which is the one of [`Scenario::policy_played`]. That there is somebody for whom
    /// the routing asks is found when it is compiled.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, policy: &Policy) -> Result<(), ScenarioError> {
        let keys = |noun, keys: Vec<_>| Names { noun, keys };
        let handoffs = keys("handoff point", policy.handoffs.iter().map(|point| point.key.as_str()).collect());
        let tiers = keys("tier", policy.tiers.iter().map(|tier| tier.key.as_str()).collect());
        let queues = keys("queue", policy.queues.iter().map(|queue| queue.key.as_str()).collect());
        let reasons = keys("disposition reason", policy.dispositions.iter().map(|it| it.key.as_str()).collect());
        let fields = keys("field", policy.fields.iter().map(|field| field.key.as_str()).collect());
        let people = keys("person", policy.people.iter().map(|person| person.key.as_str()).collect());
        self.check_frame()?;
        if self.sources.is_empty() {
            return Err(ScenarioError::NoSources);
        }
        once("sources", self.sources.iter().map(|source| source.key.as_str()))?;
        for source in &self.sources {
            let place = format!("source {}", source.key);
            handoffs.has(format!("{place}, handoff"), &source.handoff)?;
            source.check(&place)?;
            for part in &source.mix {
                tiers.may_have(format!("{place}, mix"), part.tier.as_ref())?;
                part.fields.keys().try_for_each(|key| fields.has(format!("{place}, mix, fields"), key))?;
            }
            for account in &source.accounts {
                account.fields.keys().try_for_each(|key| fields.has(format!("{place}, accounts, fields"), key))?;
            }
        }
        self.check_people(policy, &people)?;
        self.check_work(&handoffs, &tiers, &reasons)?;
        for rule in &self.queues {
            queues.may_have("queues", rule.queue.as_ref())?;
            rule.patience.iter().try_for_each(|patience| patience.check("queues, patience"))?;
        }
        for rule in &self.returns {
            reasons.may_have("returns, reason", rule.reason.as_ref())?;
            share("returns, share", rule.share)?;
            rule.after.iter().try_for_each(|after| after.check("returns, after"))?;
        }
        let Some(conversion) = &self.conversion else { return Ok(()) };
        handoffs.has("conversion, handoff", &conversion.handoff)?;
        share("conversion, empty_packet", conversion.empty_packet)?;
        for part in &conversion.tiers {
            tiers.may_have("conversion, tiers", part.tier.as_ref())?;
            share("conversion, tiers, share", part.share)?;
        }
        let mut before = 0.0;
        for point in &conversion.decay {
            share("conversion, decay, factor", point.factor)?;
            let (minutes, ascending) = (point.minutes, point.minutes > before);
            within("conversion, decay, minutes", minutes, ascending, "above 0, and above the point before")?;
            before = point.minutes;
        }
        Ok(())
    }

    fn check_frame(&self) -> Result<(), ScenarioError> {
        if self.schema != SCENARIO_SCHEMA {
            return Err(ScenarioError::NotAScenario { why: "its \"schema\" is not 1".into() });
        }
        plain("name", &self.name)?;
        let days = self.horizon.days;
        within("horizon, days", days, days > 0.0 && days <= 10_000.0, "a number of days above 0, up to 10,000")?;
        if !(1990..TOO_LATE).contains(&self.horizon.start.year()) {
            let (place, value) = ("horizon, start".into(), self.horizon.start.to_string());
            return Err(ScenarioError::OutOfRange { place, value, must: "a date from 1990 to 2059" });
        }
        let ends = self.horizon.start.checked_add_days(Days::new(days.ceil() as u64));
        if ends.is_none_or(|ends| ends.year() >= TOO_LATE) {
            let value = format!("{days} from {}", self.horizon.start);
            let must = "so many that it ends before 2060";
            return Err(ScenarioError::OutOfRange { place: "horizon, days".into(), value, must });
        }
        if let WarmUp::Days { days: left_out } = self.warm_up {
            let fits = (0.0..days).contains(&left_out);
            within("warm_up, days", left_out, fits, "from 0 to less than the horizon's")?;
        }
        let Replications { count, half_width, most } = self.replications;
        let many = |place: &str, count: u32, holds| {
            within(format!("replications, {place}"), f64::from(count), holds, "a number from 1 to 100,000")
        };
        many("count", count, (1..=100_000).contains(&count))?;
        many("most", most, (1..=100_000).contains(&most))?;
        if let Some(width) = half_width {
            within("replications, half_width", width, width > 0.0 && width < 1.0, "above 0 and below 1")?;
        }
        let seed = self.seed as f64;
        within("seed", seed, self.seed < 1 << 53, "below 9,007,199,254,740,992")?;
        within("most_cycles", f64::from(self.most_cycles), self.most_cycles > 0, "a number from 1")?;
        within("most_under_way", f64::from(self.most_under_way), self.most_under_way > 0, "a number from 1")?;
        within("most_events", self.most_events as f64, self.most_events > 0, "a number from 1")?;
        let reactions = &self.reactions;
        for (name, speed) in [("reminder_speed", reactions.reminder_speed), ("alert_speed", reactions.alert_speed)] {
            within(format!("reactions, {name}"), speed, (1.0..=1e6).contains(&speed), "a number from 1")?;
        }
        share("reactions, reminder_wakes", reactions.reminder_wakes)?;
        share("reactions, alert_wakes", reactions.alert_wakes)
    }

    fn check_people(&self, policy: &Policy, people: &Names<'_>) -> Result<(), ScenarioError> {
        once("people", self.people.iter().map(|crew| crew.key.as_str()))?;
        self.without.iter().try_for_each(|key| people.has("without", key))?;
        let calendars = Names { noun: "calendar", keys: policy.calendars.iter().map(|it| it.key.as_str()).collect() };
        let teams = Names { noun: "team", keys: policy.teams.iter().map(|team| team.key.as_str()).collect() };
        let roles = Names { noun: "role", keys: policy.roles.iter().map(|role| role.key.as_str()).collect() };
        for Crew {
            key, person, count, team, roles: held, calendar, absences, parallel, speed, cost_per_hour, ..
        } in &self.people
        {
            let place = format!("people, {key}");
            people.may_have(format!("{place}, person"), person.as_ref())?;
            let is_new = person.as_deref() != Some(key) && people.keys.contains(&key.as_str());
            if is_new {
                return Err(ScenarioError::Twice { place: "people".into(), key: key.clone() });
            }
            let counted = if person.is_some() { *count == 1 } else { *count <= 10_000 };
            within(
                format!("{place}, count"),
                f64::from(*count),
                counted,
                "up to 10,000, and 1 for a person of the policy",
            )?;
            teams.may_have(format!("{place}, team"), team.as_ref())?;
            held.iter().try_for_each(|role| roles.has(format!("{place}, roles"), role))?;
            calendars.may_have(format!("{place}, calendar"), calendar.as_ref())?;
            let fits = (1..=1_000).contains(parallel);
            within(format!("{place}, parallel"), f64::from(*parallel), fits, "a number from 1 to 1,000")?;
            within(format!("{place}, speed"), *speed, (0.01..=100.0).contains(speed), "a number from 0.01 to 100")?;
            let cost = (0.0..=MOST_MONEY).contains(cost_per_hour);
            within(format!("{place}, cost_per_hour"), *cost_per_hour, cost, "an amount from 0 to a million million")?;
            if let Some(absence) = absences.iter().find(|absence| absence.until < absence.from) {
                let value = format!("until {} and from {}", absence.until, absence.from);
                let must = "from a day until the same or a later one";
                return Err(ScenarioError::OutOfRange { place: format!("{place}, absences"), value, must });
            }
        }
        let together = self.people.iter().fold(people.keys.len() as u32, |sum, crew| sum.saturating_add(crew.count));
        within("people, their number together", f64::from(together), together <= MOST_PEOPLE, "up to 20,000")
    }

    fn check_work(&self, handoffs: &Names<'_>, tiers: &Names<'_>, reasons: &Names<'_>) -> Result<(), ScenarioError> {
        for (number, rule) in self.work.iter().enumerate() {
            let place = format!("work, entry {}", number + 1);
            handoffs.may_have(format!("{place}, handoff"), rule.handoff.as_ref())?;
            tiers.may_have(format!("{place}, tier"), rule.tier.as_ref())?;
            let lengths = [
                ("buffer", &rule.buffer),
                ("notice", &rule.notice),
                ("first_touch", &rule.first_touch),
                ("handling", &rule.handling),
                ("completion", &rule.completion),
            ];
            for (name, length) in lengths {
                length.iter().try_for_each(|length| length.check(&format!("{place}, {name}")))?;
            }
            if let Some(wait) = &rule.buyer_wait {
                share(format!("{place}, buyer_wait, share"), wait.share)?;
                wait.duration.check(&format!("{place}, buyer_wait, duration"))?;
            }
            rule.unnoticed.iter().try_for_each(|&value| share(format!("{place}, unnoticed"), value))?;
            for decision in rule.decisions.iter().flatten() {
                share(format!("{place}, decisions, share"), decision.share)?;
                reasons.may_have(format!("{place}, decisions, reason"), decision.reason.as_ref())?;
                if decision.decision == ReceiverDecision::Accepted {
                    return Err(ScenarioError::AcceptedIsTheRest { place });
                }
            }
            let sum: f64 = rule.decisions.iter().flatten().map(|decision| decision.share).sum();
            at_most_one(format!("{place}, decisions"), sum)?;
        }
        for rule in &self.flow {
            handoffs.has("flow, from", &rule.from)?;
            handoffs.has("flow, to", &rule.to)?;
            tiers.may_have("flow, tier", rule.tier.as_ref())?;
            share("flow, share", rule.share)?;
            rule.after.check("flow, after")?;
            let same = |other: &&super::FlowRule| other.from == rule.from && other.tier == rule.tier;
            at_most_one(format!("flow from {}", rule.from), self.flow.iter().filter(same).map(|it| it.share).sum())?;
        }
        Ok(())
    }
}

/// Rounding apart.
fn at_most_one(place: String, sum: f64) -> Result<(), ScenarioError> {
    if sum <= 1.0 + 1e-9 { Ok(()) } else { Err(ScenarioError::SharesExceed { place, sum }) }
}
