//! How fast a million records become figures: `bench-metrics [RECORDS] [--csv FILE]` makes the same handoffs on every run, six handoff
//! points over twelve months, writes them for the peers of `metrics_peers.py` where asked, and prints `what seconds` in CPU time.

use playbook::calendar::Zone;
use playbook::metrics::{
    Basis, ClockChoice, Columns, Dimension, FigureQuery, Metric, Month, figures, measure, measure_months, review,
};
use playbook::policy::{ClockKind, HandoffPoint, Outcome, Policy};
use playbook::record::{Disposition, HandoffRecord, Moment};
use playbook::{DAY, HOUR, Instant, MINUTE, SECOND};
use std::hint::black_box;
use std::io::Write;
use std::time::Instant as Stopwatch;

/// 2025-01-01, UTC.
const FROM: Instant = 1_735_689_600_000;
const HANDOFFS: [&str; 6] = ["MQL->SDR", "SDR->AE", "AE->SE", "AE->Legal", "Sales->CS", "CS->AE"];
const ROUNDS: usize = 5;

/// Nanoseconds of CPU time that this process has had; the wall clock's where Linux does not tell.
fn cpu_ns(since: Stopwatch) -> u128 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let first = told.as_deref().and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok());
    first.unwrap_or_else(|| since.elapsed().as_nanos())
}

/// The best of several rounds, in seconds of CPU time.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let since = Stopwatch::now();
    (0..ROUNDS)
        .map(|_| {
            let before = cpu_ns(since);
            black_box(work());
            (cpu_ns(since) - before) as f64 / 1e9
        })
        .fold(f64::INFINITY, f64::min)
}

/// Splitmix64: the same records on every run.
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

    fn percent(&mut self, share: i64) -> bool {
        self.below(100) < share
    }

    /// Long-tailed, in whole seconds: most waits are short, a few take days.
    fn wait(&mut self, typical: i64) -> i64 {
        let tail = 1 << self.below(7);
        (typical * tail / 8 + self.below(typical * tail / 4 + SECOND)) / SECOND * SECOND
    }
}

fn record(random: &mut Random, id: usize) -> HandoffRecord {
    let handoff = random.below(6) as usize;
    let started = FROM + random.below(365 * DAY / SECOND) * SECOND;
    let pick = |random: &mut Random, of: &str, count: i64| Some(format!("{of} {}", random.below(count) + 1));
    let mut record = HandoffRecord {
        record_id: format!("HO-{id:09}"),
        handoff: HANDOFFS[handoff].into(),
        cycle: 1,
        source: pick(random, "source", 12).filter(|_| random.percent(97)),
        segment: pick(random, "segment", 4),
        intent: pick(random, "tier", 3),
        owner_group: pick(random, "group", 8),
        owner: pick(random, "owner", 200),
        reassign_count: Some(if random.percent(23) { 1 + random.below(3) as u32 } else { 0 }),
        won: Some(random.percent(9)),
        ..HandoffRecord::default()
    };
    record.set(Moment::Started, Some(started));
    record.own_due[ClockKind::Accept.index()] = Some(started + [2, 4, 8, 24, 48, 72][handoff] * HOUR);
    if random.percent(99) {
        let assigned = started + MINUTE + random.below(300) * SECOND;
        record.set(Moment::Assigned, Some(assigned));
        if random.percent(87) {
            let accepted = assigned + random.wait(2 * HOUR);
            record.disposition = Disposition::Accepted;
            record.set(Moment::Accepted, Some(accepted));
            if random.percent(97) {
                record.set(Moment::FirstTouch, Some(accepted + random.wait(HOUR)));
            }
            if random.percent(85) {
                record.disposition = Disposition::Completed;
                record.set(Moment::Completed, Some(accepted + random.wait(3 * DAY)));
            }
        } else if random.percent(60) {
            record.disposition = Disposition::Rejected;
        }
    }
    record
}

fn policy() -> Policy {
    let mut policy = Policy::new("Bench", "UTC");
    policy.handoffs = HANDOFFS
        .iter()
        .map(|name| HandoffPoint {
            key: (*name).into(),
            name: (*name).into(),
            outcome: Outcome::Won,
            from_import: true,
            ..HandoffPoint::default()
        })
        .collect();
    policy
}

fn write_header(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "record_id,handoff,source,segment,intent,owner_group,owner,started,assigned,due,accepted,touched,completed,disposition,reassigned,won"
    )
}

fn write_record(out: &mut impl Write, record: &HandoffRecord) -> std::io::Result<()> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let at = |value: Option<Instant>| value.map_or(String::new(), |at| (at / SECOND).to_string());
    writeln!(
        out,
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
        record.record_id,
        record.handoff,
        text(&record.source),
        text(&record.segment),
        text(&record.intent),
        text(&record.owner_group),
        text(&record.owner),
        at(record.at(Moment::Started)),
        at(record.at(Moment::Assigned)),
        at(record.due(ClockKind::Accept)),
        at(record.at(Moment::Accepted)),
        at(record.at(Moment::FirstTouch)),
        at(record.at(Moment::Completed)),
        format!("{:?}", record.disposition).to_lowercase(),
        record.reassign_count.unwrap_or(0),
        u8::from(record.won == Some(true)),
    )
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (records, file) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => (1_000_000, None),
        [records] => (records.parse()?, None),
        [records, "--csv", file] => (records.parse()?, Some(file)),
        _ => return Err("usage: bench-metrics [RECORDS [--csv FILE]]".into()),
    };
    let mut out = file.map(|file| std::fs::File::create(file).map(std::io::BufWriter::new)).transpose()?;
    if let Some(out) = &mut out {
        write_header(out)?;
    }
    let mut random = Random(1);
    let mut columns = Columns::with_capacity(Zone::utc(), records);
    for id in 0..records {
        let record = record(&mut random, id);
        if let Some(out) = &mut out {
            write_record(out, &record)?;
        }
        columns.push(id as u32, &record);
    }
    let policy = policy();
    println!("columns_megabytes {:.0}", columns.bytes() as f64 / 1e6);
    // Ten weeks after the last start, so that most waits have ended.
    let as_of = Some(FROM + 435 * DAY);
    let query = FigureQuery {
        by: vec![Dimension::Handoff, Dimension::Source, Dimension::Segment, Dimension::Intent, Dimension::OwnerGroup],
        basis: Basis::Cohort,
        from: Some(Month::new(2025, 1)),
        to: Some(Month::new(2025, 12)),
    };
    let measuring = best(|| measure(&columns, &policy, as_of, ClockChoice::Elapsed).metrics().len());
    let figuring = {
        let measured = measure(&columns, &policy, as_of, ClockChoice::Elapsed);
        best(|| figures(&measured, &query).len())
    };
    println!("unarranged_all {:.4}", measuring + figuring);
    let since = Stopwatch::now();
    let before = cpu_ns(since);
    columns.arrange();
    println!("arrange {:.4}", (cpu_ns(since) - before) as f64 / 1e9);
    for (name, clock) in [("elapsed", ClockChoice::Elapsed), ("business", ClockChoice::Business)] {
        let measuring = best(|| measure(&columns, &policy, as_of, clock).metrics().len());
        let measured = measure(&columns, &policy, as_of, clock);
        let figuring = best(|| figures(&measured, &query).len());
        println!("{name}_measure {measuring:.4}");
        println!("{name}_figures {figuring:.4}");
        println!("{name}_all {:.4}", measuring + figuring);
    }
    let measured = measure(&columns, &policy, as_of, ClockChoice::Elapsed);
    println!("figures {}", figures(&measured, &query).len());
    println!(
        "metrics {}",
        measured.metrics().iter().map(|metric: &Metric| metric.name()).collect::<Vec<_>>().join(" ")
    );
    let june = Month::new(2025, 6);
    let one = FigureQuery { from: Some(june), to: Some(june), ..query.clone() };
    let month = || {
        let measured = measure_months(&columns, &policy, as_of, ClockChoice::Elapsed, Some((june, june)));
        figures(&measured, &one).len()
    };
    println!("one_month {:.4}", best(month));
    let reviewed = |month| review(&measured, Month::new(2025, month), Basis::Cohort).rows.len();
    let before = cpu_ns(since);
    black_box(reviewed(11));
    println!("first_review {:.4}", (cpu_ns(since) - before) as f64 / 1e9);
    println!("review {:.4}", best(|| reviewed(12)));
    let owners = FigureQuery { by: vec![Dimension::Owner], ..query };
    println!("owners {:.4}", best(|| figures(&measured, &owners).len()));
    Ok(())
}
