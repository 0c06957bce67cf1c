//! Stretches in which clocks stood still, as one cell: `2026-01-05T09:00:00Z/2026-01-05T11:00:00Z waiting for the buyer`, several with a
//! semicolon in between; nothing after the stroke = still paused. As records leave as CSV.

use super::super::mapping::DateOrder;
use super::dates::parse;
use super::local_clock::place;
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::record::Pause;

/// Reads a cell that is not empty; times without an offset are the zone's.
///
/// # Errors
/// A sentence about the entry that is not one.
pub fn parse_pauses(text: &str, zone: &Zone) -> Result<Vec<Pause>, String> {
    let mut pauses: Vec<Pause> = Vec::new();
    for entry in text.split(';').map(str::trim) {
        match pause(entry, zone) {
            Some(pause) if pause.to.is_some_and(|to| to < pause.from) => {
                return Err(format!("\"{entry}\" is a pause that ends before it begins"));
            }
            Some(pause) => pauses.push(pause),
            // A reason may have a semicolon in it.
            None if entry.is_empty() => {}
            None => match pauses.last_mut() {
                Some(last) if !last.reason.is_empty() => {
                    last.reason.push_str("; ");
                    last.reason.push_str(entry);
                }
                Some(_) | None => {
                    return Err(format!(
                        "\"{entry}\" is no pause; write 2026-01-05T09:00:00Z/2026-01-05T11:00:00Z and the reason, several with a semicolon"
                    ));
                }
            },
        }
    }
    Ok(pauses)
}

fn pause(entry: &str, zone: &Zone) -> Option<Pause> {
    let at = |text: &str| -> Option<Instant> {
        let stamp = parse(text.trim(), DateOrder::Ymd).ok().filter(|stamp| stamp.time.is_some())?;
        Some(place(stamp, zone).at)
    };
    let (from, rest) = entry.split_once('/')?;
    let (to, reason) = rest.split_once(' ').unwrap_or((rest, ""));
    let to = if to.is_empty() { None } else { Some(at(to)?) };
    Some(Pause { from: at(from)?, to, reason: reason.trim().to_owned() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]
mod tests {
    use super::parse_pauses;
    use playbook::calendar::Zone;
    use playbook::record::Pause;

    fn read(text: &str) -> Result<Vec<Pause>, String> {
        parse_pauses(text, &Zone::named("Europe/Berlin").unwrap())
    }

    /// 2026-01-05T09:00:00Z.
    const NINE: i64 = 1_767_603_600_000;

    #[test]
    fn pauses_are_read_to_the_millisecond() {
        let pause = |from: i64, to: Option<i64>, reason: &str| Pause { from, to, reason: reason.into() };
        for (text, pauses) in [
            (
                "2026-01-05T09:00:00.250Z/2026-01-05T10:00:00Z waiting for the buyer",
                vec![pause(NINE + 250, Some(NINE + 3_600_000), "waiting for the buyer")],
            ),
            // In the zone's own time, an hour ahead.
            ("2026-01-05T10:00:00/2026-01-05T10:00:00", vec![pause(NINE, Some(NINE), "")]),
            (
                "2026-01-05T09:00:00Z/ on hold; legal; 2026-01-05T09:00:01Z/2026-01-05T09:00:02Z again",
                vec![pause(NINE, None, "on hold; legal"), pause(NINE + 1_000, Some(NINE + 2_000), "again")],
            ),
        ] {
            assert_eq!(read(text).unwrap(), pauses, "{text}");
        }
    }

    #[test]
    fn what_is_no_pause_gets_a_sentence() {
        for (text, says) in [
            ("yes", "\"yes\" is no pause; write"),
            ("2026-01-05/2026-01-06 holiday", "is no pause"),
            ("2026-13-05T09:00:00Z/ on hold", "is no pause"),
            ("2026-01-05T09:00:00Z/2026-01-05T08:00:00Z on hold", "ends before it begins"),
            ("; 2026-01-05T09:00:00Z/x", "is no pause"),
        ] {
            assert!(read(text).unwrap_err().contains(says), "{text}: {:?}", read(text));
        }
    }
}
