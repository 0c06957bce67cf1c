//! How fast the SLA clock is on one core: `bench-clock` measures compiled calendars over random instants, `bench-clock cases N`
//! writes cases with our answers for the peers of `clock_peers.py` and `clock_peers.mjs`, and `bench-clock same CASES` times us on
//! exactly those.

use playbook::calendar::{Calendar, CompiledCalendar, DayException};
use playbook::{DAY, HOUR, Instant, MINUTE, Millis};
use std::hint::black_box;
use std::io::Write;
use std::time::Instant as Stopwatch;

/// 2025-01-01 and 2015-01-01, UTC.
const YEAR_FROM: Instant = 1_735_689_600_000;
const DECADE_FROM: Instant = 1_420_070_400_000;

/// Nanoseconds of CPU time that this process has had; the wall clock's where Linux does not tell.
fn cpu_ns(since: Stopwatch) -> u128 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let first = told.as_deref().and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok());
    first.unwrap_or_else(|| since.elapsed().as_nanos())
}

/// Splitmix64: the same cases on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: i64) -> i64 {
        (self.next() % bound as u64) as i64
    }
}

/// Weekdays from nine to five with the year's usual holidays and a half day.
fn office(zone: &str) -> CompiledCalendar {
    let mut calendar = Calendar::office_hours("office", "Office", zone);
    for year in 2015..=2030 {
        for (month, day) in [(1, 1), (5, 1), (12, 25), (12, 26)] {
            if let Some(date) = chrono::NaiveDate::from_ymd_opt(year, month, day) {
                calendar.exceptions.insert(date, DayException { name: String::new(), open: Vec::new() });
            }
        }
    }
    CompiledCalendar::compile(&calendar).expect("the bench's calendar is right")
}

/// Nanoseconds of CPU time per operation, over twenty rounds of the same cases: Linux counts CPU time in ticks of milliseconds.
fn mean(cases: &[(Instant, i64)], operation: impl Fn(Instant, i64) -> i64) -> f64 {
    const ROUNDS: usize = 20;
    let since = Stopwatch::now();
    let before = cpu_ns(since);
    for _ in 0..ROUNDS {
        let mut sum = 0_i64;
        for &(a, b) in cases {
            sum = sum.wrapping_add(operation(a, b));
        }
        black_box(sum);
    }
    (cpu_ns(since) - before) as f64 / (ROUNDS * cases.len()) as f64
}

fn measure() {
    println!("{:<10} {:<26} {:>8} {:>10}", "operation", "instants", "ns/op", "M/s");
    let calendar = office("Europe/London");
    let mut random = Random(1);
    for (span, from, length) in [("one year", YEAR_FROM, 365 * DAY), ("ten years", DECADE_FROM, 3_653 * DAY)] {
        let report = |operation: &str, what: &str, ns: f64| {
            println!("{operation:<10} {what:<26} {ns:>8.1} {:>10.1}", 1_000.0 / ns);
        };
        let both: Vec<_> = (0..1_000_000).map(|_| (from + random.below(length), from + random.below(length))).collect();
        let near: Vec<_> = both.iter().map(|&(start, _)| (start, start + random.below(30 * DAY))).collect();
        let targets: Vec<_> = both.iter().map(|&(start, _)| (start, MINUTE + random.below(80 * HOUR))).collect();
        report("elapsed", &format!("{span}, any two"), mean(&both, |a, b| calendar.elapsed(a, b)));
        report("elapsed", &format!("{span}, 30 days apart"), mean(&near, |a, b| calendar.elapsed(a, b)));
        let due = |s, t: Millis| calendar.due(s, t).unwrap_or(0);
        report("due", &format!("{span}, up to 80 h"), mean(&targets, due));
    }
    let since = Stopwatch::now();
    let before = cpu_ns(since);
    for _ in 0..100 {
        black_box(office("Europe/London"));
    }
    println!("compiling a calendar (1990 to 2060): {:.2} ms", (cpu_ns(since) - before) as f64 / 100e6);
}

/// `start_ms,end_ms,duration_ms,elapsed_ms,due_ms` in UTC.
fn write_cases(count: usize) -> std::io::Result<()> {
    let calendar = office("UTC");
    let mut random = Random(2);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "start_ms,end_ms,duration_ms,elapsed_ms,due_ms")?;
    for _ in 0..count {
        let start = YEAR_FROM + random.below(365 * 24 * 60) * MINUTE;
        let end = start + random.below(30 * 24 * 60) * MINUTE;
        let duration = (1 + random.below(80 * 60)) * MINUTE;
        let due = calendar.due(start, duration).unwrap_or(0);
        writeln!(out, "{start},{end},{duration},{},{due}", calendar.elapsed(start, end))?;
    }
    out.flush()
}

/// Prints `baton elapsed NS` and `baton due NS` for the cases of a file.
/// Two instants, or an instant and a length, with what is expected of them.
type Case = (i64, i64, i64, i64, i64);

fn same_cases(path: &str) -> Result<(), Box<dyn std::error::Error>> {
    let calendar = office("UTC");
    let mut cases = Vec::new();
    for row in csv::Reader::from_path(path)?.deserialize::<Case>() {
        cases.push(row?);
    }
    let many =
        |pick: fn(&Case) -> (i64, i64)| -> Vec<(i64, i64)> { cases.iter().map(pick).cycle().take(1_000_000).collect() };
    println!("baton elapsed {}", mean(&many(|case| (case.0, case.1)), |a, b| calendar.elapsed(a, b)));
    println!("baton due {}", mean(&many(|case| (case.0, case.2)), |s, t| calendar.due(s, t).unwrap_or(0)));
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => measure(),
        ["cases", count] => write_cases(count.parse()?)?,
        ["same", path] => same_cases(path)?,
        _ => return Err("usage: bench-clock [cases N | same CASES.csv]".into()),
    }
    Ok(())
}
