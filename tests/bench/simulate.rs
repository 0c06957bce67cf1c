//! How fast the simulator is on one core: `bench-simulate` plays M/M/10 at a load of 0.9 and the whole-policy handoff scenario through
//! the general engine, then a hundred years of it on two threads; a word after it plays only that one (`mmc`, `handoff`, `years`).

use playbook::simulator::scenario::{Example, WarmUp};
use playbook::simulator::{Experiment, Model, Options, Report, Scenario};
use std::hint::black_box;
use std::sync::atomic::AtomicBool;
use std::time::Instant as Stopwatch;

/// Nanoseconds of CPU time that this process has had; the wall clock's where Linux does not tell.
fn cpu_ns(since: Stopwatch) -> u128 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let first = told.as_deref().and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok());
    first.unwrap_or_else(|| since.elapsed().as_nanos())
}

/// The most memory that this process has had, in megabytes.
fn peak_mb() -> f64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
}

/// The report, nanoseconds of CPU time and of wall-clock time.
fn played(scenario: &Scenario, replications: u32, threads: usize) -> (Report, f64, f64) {
    let model = Model::new(scenario, None).expect("the bench's scenario is right");
    let cancel = AtomicBool::new(false);
    let mut experiment = Experiment::new(&model, &cancel).expect("nobody cancels");
    let since = Stopwatch::now();
    let before = cpu_ns(since);
    let options = Options { threads, cancel: &cancel, progress: &|_| {} };
    experiment.play(replications, options).expect("nobody cancels");
    let (cpu, wall) = ((cpu_ns(since) - before) as f64, since.elapsed().as_nanos() as f64);
    (black_box(experiment.report()), cpu, wall)
}

fn say(name: &str, report: &Report, ns: f64) {
    let handoffs = report.handoffs as f64;
    println!("baton {name} {:.1}", ns / handoffs);
    eprintln!(
        "{name:<12} {handoffs:>12.0} handoffs {:>8.1} ns each {:>8.2} M/s {:>8.2} events each, peak {:.0} MB",
        ns / handoffs,
        1_000.0 * handoffs / ns,
        report.events as f64 / handoffs,
        peak_mb()
    );
}

fn main() {
    let only = std::env::args().nth(1);
    let asked = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if asked("mmc") {
        let mut scenario = Example::Mmc.scenario();
        scenario.horizon.days = 70.0;
        scenario.warm_up = WarmUp::None;
        let (report, cpu, _) = played(&scenario, 10, 1);
        say("mmc", &report, cpu);
    }
    if asked("handoff") {
        let mut scenario = Example::Handoff.scenario();
        scenario.warm_up = WarmUp::None;
        let (report, cpu, _) = played(&scenario, 40, 1);
        say("handoff", &report, cpu);
    }
    if asked("years") {
        let mut scenario = Example::Handoff.scenario();
        scenario.warm_up = WarmUp::None;
        let (report, _, wall) = played(&scenario, 100, 2);
        eprintln!(
            "a hundred years, {} handoffs, on two threads: {:.2} s, peak {:.0} MB",
            report.handoffs,
            wall / 1e9,
            peak_mb()
        );
    }
}
