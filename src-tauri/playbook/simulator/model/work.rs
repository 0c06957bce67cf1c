//! How work is done: the scenario's rules resolved for each handoff point, tier and person.

use super::people::Engaged;
use crate::policy::{Policy, ReceiverDecision};
use crate::simulator::random::{Sampler, Shares};
use crate::simulator::scenario::{AcceptWhen, Distribution, Scenario, WorkRule};

/// How some work is done.
#[derive(Debug)]
pub(crate) struct Work {
    /// `None` = as long as the policy's buffer takes.
    pub buffer: Option<Sampler>,
    pub notice: Sampler,
    pub unnoticed: f64,
    pub accepts: AcceptWhen,
    pub decisions: Shares,
    /// Recycled rather than rejected; place of the reason among the policy's, if there is one.
    pub decided: Vec<(bool, Option<u32>)>,
    pub first_touch: Sampler,
    pub handling: Sampler,
    pub wait_share: f64,
    pub wait: Sampler,
    /// Whether the policy's pause conditions stop the clocks meanwhile is asked of these fields.
    pub wait_fields: Vec<(String, String)>,
    pub completion: Sampler,
}

/// Every different way of working, and which of them it is for each handoff point, tier and person; after the last person stands
/// nobody.
pub(crate) fn compile(scenario: &Scenario, policy: &Policy, engaged: &[Engaged]) -> (Vec<Work>, Vec<u32>) {
    let mut known: Vec<Vec<usize>> = Vec::new();
    let mut works = Vec::new();
    let mut work_of = Vec::new();
    let tiers: Vec<Option<&str>> = policy.tiers.iter().map(|tier| Some(tier.key.as_str())).chain([None]).collect();
    let mut crews: Vec<Option<(&str, &str)>> =
        engaged.iter().map(|engaged| Some((engaged.crew.as_str(), engaged.person.key.as_str()))).collect();
    crews.push(None);
    for point in &policy.handoffs {
        for &tier in &tiers {
            // People of one crew work alike: only a change of crew asks again.
            let mut last: Option<(Option<(&str, &str)>, u32)> = None;
            for &crew in &crews {
                let alike = |other: Option<(&str, &str)>| match (crew, other) {
                    (Some((key, own)), Some((other, _))) => {
                        key == other && !scenario.work.iter().any(|rule| rule.crew.as_deref() == Some(own))
                    }
                    (None, None) => true,
                    (Some(_), None) | (None, Some(_)) => false,
                };
                if let Some((other, work)) = last
                    && alike(other)
                {
                    work_of.push(work);
                    continue;
                }
                let fits = |rule: &&WorkRule| {
                    let is = |wanted: &Option<String>, has: Option<&str>| wanted.is_none() || wanted.as_deref() == has;
                    let by_crew = rule
                        .crew
                        .as_deref()
                        .is_none_or(|wanted| crew.is_some_and(|(key, own)| wanted == key || wanted == own));
                    by_crew && is(&rule.handoff, Some(&point.key)) && is(&rule.tier, tier)
                };
                // The most particular first; of those alike, the last.
                let mut rules: Vec<usize> =
                    (0..scenario.work.len()).filter(|&place| fits(&&scenario.work[place])).collect();
                rules.sort_by_key(|&place| {
                    let rule = &scenario.work[place];
                    let named = [&rule.handoff, &rule.tier, &rule.crew].iter().filter(|part| part.is_some()).count();
                    std::cmp::Reverse((named, place))
                });
                let work = known.iter().position(|other| *other == rules).unwrap_or_else(|| {
                    works.push(work(scenario, policy, &rules));
                    known.push(rules);
                    works.len() - 1
                }) as u32;
                last = Some((crew, work));
                work_of.push(work);
            }
        }
    }
    (works, work_of)
}

fn work(scenario: &Scenario, policy: &Policy, rules: &[usize]) -> Work {
    let rules = || rules.iter().map(|&place| &scenario.work[place]);
    let length =
        |part: fn(&WorkRule) -> Option<&Distribution>| rules().find_map(part).map_or(Sampler::Fixed(0), Sampler::of);
    let decisions = rules().find_map(|rule| rule.decisions.as_deref()).unwrap_or_default();
    let wait = rules().find_map(|rule| rule.buyer_wait.as_ref());
    Work {
        buffer: rules().find_map(|rule| rule.buffer.as_ref()).map(Sampler::of),
        notice: length(|rule| rule.notice.as_ref()),
        unnoticed: rules().find_map(|rule| rule.unnoticed).unwrap_or(0.0),
        accepts: rules().find_map(|rule| rule.accepts).unwrap_or_default(),
        decisions: Shares::of(decisions.iter().map(|decision| decision.share)),
        decided: decisions
            .iter()
            .map(|decision| {
                let reason = decision.reason.as_ref();
                let place = reason.and_then(|key| policy.dispositions.iter().position(|reason| reason.key == *key));
                (decision.decision == ReceiverDecision::Recycled, place.map(|place| place as u32))
            })
            .collect(),
        first_touch: length(|rule| rule.first_touch.as_ref()),
        handling: length(|rule| rule.handling.as_ref()),
        wait_share: wait.map_or(0.0, |wait| wait.share),
        wait: wait.map_or(Sampler::Fixed(0), |wait| Sampler::of(&wait.duration)),
        wait_fields: wait.iter().flat_map(|wait| wait.fields.clone()).collect(),
        completion: length(|rule| rule.completion.as_ref()),
    }
}
