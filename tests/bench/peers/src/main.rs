//! M/M/10 at a load of 0.9 in simrs and NeXosim: CPU nanoseconds per lead, on one core. Each as its documentation builds a model, with
//! as few messages as it allows, and with nothing counted but how many leads are done and how long they waited.

mod nexosim_mmc;
mod simrs_mmc;

use rand_distr::{Distribution, Exp1};
use rand_pcg::Pcg64Mcg;
use std::time::{Duration, Instant};

/// People who work, leads a minute; handling takes a minute on the average.
pub const DESKS: u32 = 10;
pub const RATE: f64 = 9.0;

/// An exponential length in minutes, with this mean.
pub fn exponential(random: &mut Pcg64Mcg, mean: f64) -> Duration {
    let unit: f64 = Exp1.sample(random);
    Duration::from_nanos((60e9 * mean * unit) as u64)
}

/// What came of a run: leads done, and how long they waited together.
pub struct Done {
    pub leads: u64,
    pub waited: Duration,
}

/// Nanoseconds of CPU time that this process has had; the wall clock's where Linux does not tell.
fn cpu_ns(since: Instant) -> u128 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let first = told.as_deref().and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok());
    first.unwrap_or_else(|| since.elapsed().as_nanos())
}

fn timed(name: &str, leads: u64, run: impl Fn(u64) -> Done) {
    // The best of three: whatever else the machine does only makes it slower.
    let once = |_| {
        let since = Instant::now();
        let before = cpu_ns(since);
        let done = run(leads);
        assert_eq!(done.leads, leads, "{name}");
        // Erlang C: 0.668 of the mean handling time.
        let wait = done.waited.as_secs_f64() / 60.0 / leads as f64;
        assert!((wait - 0.6687).abs() < 0.1, "{name}: the mean wait is {wait}");
        (cpu_ns(since) - before) as f64 / leads as f64
    };
    println!("{name} mmc {}", (0..3).map(once).fold(f64::INFINITY, f64::min));
}

fn main() {
    timed("simrs", 3_000_000, simrs_mmc::run);
    timed("nexosim", 1_000_000, nexosim_mmc::run);
}
