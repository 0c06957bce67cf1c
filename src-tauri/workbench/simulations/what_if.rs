//! Scenarios played in the window: a what-if beside its ground, a day, and the questions behind the figures.

use super::ground::Basis;
use super::kept::KeptAnswer;
use super::runs::{NewRun, RunKept, RunSummary};
use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::policy::Policy;
use playbook::simulator::search::{Effect, Lever, SearchError, Staffing, Wanted, rank_levers, smallest_staffing};
use playbook::simulator::{
    Cancelled, Day, ENGINE, FigureKey, Model, Options, Scenario, ScenarioError, WhatIf, day, what_if,
};
use serde::Serialize;
use std::sync::Arc;
use ts_rs::TS;

/// A team is not asked to be larger than this.
const MOST_PEOPLE: u32 = 512;
/// That a target is held in the long run.
const CONFIDENCE: f64 = 0.95;
/// Levers that are ranked at once.
const MOST_LEVERS: usize = 40;

/// What came of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "SimulationAnswered")]
pub struct Answered {
    #[serde(flatten)]
    pub what_if: WhatIf,
    /// Where it was kept, because the scenario is kept and the answer is no rough one.
    pub kept: Option<RunKept>,
}

/// How many people of a crew are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffingAsked {
    /// Key of the crew.
    pub crew: String,
    pub figure: FigureKey,
    /// A share.
    pub at_least: f64,
}

/// Reads a scenario that comes as JSON from a view or a script.
///
/// # Errors
/// [`WorkspaceError::NotSimulated`] with the place and what to do.
pub fn read_scenario(json: &str) -> Result<Scenario, WorkspaceError> {
    Scenario::read(json).map_err(refused)
}

fn refused(why: ScenarioError) -> WorkspaceError {
    WorkspaceError::NotSimulated(why.to_string())
}

/// Before it is shortened: what is played then is made of other numbers, and would hide what is wrong with these.
fn check(scenario: &Scenario, policy: &Policy) -> Result<(), WorkspaceError> {
    scenario.policy_played(Some(policy)).and_then(|played| scenario.check(&played)).map_err(refused)
}

fn unanswered(why: SearchError) -> WorkspaceError {
    match why {
        SearchError::Cancelled(Cancelled) => WorkspaceError::Cancelled,
        why => WorkspaceError::NotSimulated(why.to_string()),
    }
}

/// Plays with the watch looking on.
fn watched<T>(watch: &Watch, play: impl FnOnce(Options<'_>) -> T) -> T {
    let progress = |at: playbook::simulator::Progress| {
        (watch.progress)(Progress { phase: Phase::Measuring, done: at.done.into(), total: at.of.into() });
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    play(Options { threads, cancel: &watch.cancel, progress: &progress })
}

impl Workspace {
    /// Plays a scenario beside the ground that it stands on: the same leads and work, the policy saved last as it is, and people as they
    /// are. Rough = a few short replications at once. Of a kept scenario's fine answer the figures are kept.
    ///
    /// # Errors
    /// [`WorkspaceError::NotSimulated`], [`WorkspaceError::Cancelled`].
    pub async fn simulate(
        &self,
        scenario: Scenario,
        kept_as: Option<&str>,
        rough: bool,
        now: Instant,
        watch: Watch,
    ) -> Result<Answered, WorkspaceError> {
        let (policy, before) = self.unchanged(&scenario, now, &watch).await?;
        let (workspace, asked) = (self.clone(), scenario.clone());
        let what_if = in_background(move || {
            check(&asked, &policy)?;
            let (before, after) = if rough { (before.rough(), asked.rough()) } else { (before, asked) };
            workspace.played(&policy, before, &after, &watch)
        })
        .await?;
        let what_if = WhatIf { rough, ..what_if };
        let kept = match kept_as {
            Some(id) if !rough && !self.is_read_only() => self.keep_answer(id, &scenario, &what_if, now).await?,
            Some(_) | None => None,
        };
        Ok(Answered { what_if, kept })
    }

    /// What a scenario changes, and the policy under which it is played.
    async fn unchanged(
        &self,
        scenario: &Scenario,
        now: Instant,
        watch: &Watch,
    ) -> Result<(Arc<Policy>, Scenario), WorkspaceError> {
        let grounds = self.grounds(now, watch.clone()).await?;
        let before = match grounds.of(Basis::of(scenario)) {
            Some(ground) => scenario.unchanged(&ground.scenario.people, &ground.scenario.without),
            None => Scenario { changes: Vec::new(), ..scenario.clone() },
        };
        Ok((grounds.policy.clone(), Scenario { name: "As it is".into(), note: String::new(), ..before }))
    }

    fn played(
        &self,
        policy: &Arc<Policy>,
        before: Scenario,
        after: &Scenario,
        watch: &Watch,
    ) -> Result<WhatIf, WorkspaceError> {
        let is_same = Scenario { name: before.name.clone(), note: before.note.clone(), ..after.clone() } == before;
        let (ground, known) = match self.simulated().recall(policy, &before) {
            Some(known) => known,
            None => (Arc::new(Model::new(&before, Some(policy)).map_err(refused)?), None),
        };
        let after = if is_same { None } else { Some(Model::new(after, Some(policy)).map_err(refused)?) };
        let played = watched(watch, |options| what_if(&ground, after.as_ref(), known, options));
        let (answer, kept) = played.map_err(|Cancelled| WorkspaceError::Cancelled)?;
        self.simulated().remember(policy, &before, ground, Some(kept));
        Ok(answer)
    }

    async fn keep_answer(
        &self,
        id: &str,
        scenario: &Scenario,
        answer: &WhatIf,
        now: Instant,
    ) -> Result<Option<RunKept>, WorkspaceError> {
        let run = NewRun {
            policy_version: self.state().policy_version,
            seed: scenario.seed,
            engine: ENGINE.to_string(),
            summary: RunSummary::of(answer),
            answer: Some(KeptAnswer { data_version: self.state().data_version, what_if: answer.clone() }),
        };
        match self.keep_run(id, scenario, run, now).await {
            Ok(kept) => Ok(Some(kept)),
            // Removed while it was played.
            Err(WorkspaceError::NoSuchScenario(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// A day of a scenario, for showing.
    ///
    /// # Errors
    /// [`WorkspaceError::NotSimulated`].
    pub async fn simulate_day(&self, scenario: Scenario, watch: Watch) -> Result<Day, WorkspaceError> {
        let policy = self.policy();
        in_background(move || {
            check(&scenario, &policy)?;
            let model = Model::new(&scenario.for_a_day(), Some(&policy)).map_err(refused)?;
            Ok(day(&model, &watch.cancel))
        })
        .await
    }

    /// Levers by what each moves alone, the farthest first.
    ///
    /// # Errors
    /// [`WorkspaceError::NotSimulated`], [`WorkspaceError::Cancelled`].
    pub async fn simulate_rank(
        &self,
        levers: Vec<Lever>,
        now: Instant,
        watch: Watch,
    ) -> Result<Vec<Effect>, WorkspaceError> {
        if levers.len() > MOST_LEVERS {
            let why = format!("{} changes are too many to rank at once; up to {MOST_LEVERS} are", levers.len());
            return Err(WorkspaceError::NotSimulated(why));
        }
        let Some(first) = levers.first() else { return Ok(Vec::new()) };
        let (policy, before) = self.unchanged(&first.scenario, now, &watch).await?;
        in_background(move || {
            watched(&watch, |options| rank_levers(&before, &levers, Some(&policy), options)).map_err(unanswered)
        })
        .await
    }

    /// The smallest number of people of a crew with whom a figure is at least so high, at 95 % confidence.
    ///
    /// # Errors
    /// [`WorkspaceError::NotSimulated`], [`WorkspaceError::Cancelled`].
    pub async fn simulate_staffing(
        &self,
        scenario: Scenario,
        asked: StaffingAsked,
        watch: Watch,
    ) -> Result<Staffing, WorkspaceError> {
        let policy = self.policy();
        if Basis::of(&scenario) == Basis::Records {
            let why = "waiting is taken from the records as it was, so that more people change nothing. Ask of a scenario that rests on assumptions";
            return Err(WorkspaceError::NotSimulated(why.into()));
        }
        in_background(move || {
            let StaffingAsked { crew, figure, at_least } = asked;
            let wanted = Wanted { figure, at_least, confidence: CONFIDENCE };
            let search = |options: Options<'_>| {
                smallest_staffing(&scenario, Some(&policy), &crew, &wanted, MOST_PEOPLE, options)
            };
            watched(&watch, search).map_err(unanswered)
        })
        .await
    }
}
