use super::*;
use crate::HOUR;

/// Office hours with a lunch break, a night shift, hours that change with the clocks, one day a year, always, never.
fn calendars() -> Vec<CompiledCalendar> {
    let calendar = |weekly: &str| {
        let json = format!(r#"{{"key":"it","time_zone":"Europe/Berlin",{weekly}}}"#);
        CompiledCalendar::compile(&serde_json::from_str(&json).expect("a calendar")).expect("it compiles")
    };
    let office = r#"[["09:00","12:00"],["13:00","17:30"]]"#;
    vec![
        calendar(&format!(r#""weekly":{{"mon":{office},"tue":{office},"fri":{office}}}"#)),
        calendar(r#""weekly":{"sat":[["22:00","06:00"]],"sun":[["01:30","03:30"]]}"#),
        calendar(r#""exceptions":{"2024-03-31":{"name":"once","open":[["00:00","24:00"]]}}"#),
        calendar(r#""24x7":true"#),
        calendar(r#""weekly":{}"#),
    ]
}

#[test]
fn who_remembers_where_they_looked_finds_what_a_search_finds() {
    let mut state = 5u64;
    let mut random = move |below: i64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 20) as i64 % below
    };
    for calendar in calendars() {
        let (mut here, mut there, mut from, mut to) =
            (Near::default(), Near::default(), Near::default(), Near::default());
        for start in [FROM - 5 * DAY, 1_711_000_000_000, TO - 20 * DAY] {
            let mut at = start;
            for _ in 0..3_000 {
                at += random(3 * HOUR) - random(HOUR);
                let until = at + random(30 * HOUR);
                let passed = calendar.reading(until, &mut there) - calendar.reading(at, &mut here);
                assert_eq!(passed, calendar.elapsed(at, until), "{at} to {until} on {:?}", calendar.calendar);
                let wait = random(40 * HOUR) - HOUR;
                let due = calendar.due_near(at, wait, &mut from, &mut to);
                assert_eq!(due, calendar.due(at, wait), "{wait} from {at} on {:?}", calendar.calendar);
            }
        }
    }
}
