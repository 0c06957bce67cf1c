//! Local wall times and day exceptions: how they are read from and written to JSON, and the two calendars that every
//! workspace starts with.

use super::{Calendar, DayException, Interval, LocalTime, Week};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

impl LocalTime {
    pub const MIDNIGHT: LocalTime = LocalTime(0);
    /// 24:00, the end of the day.
    pub const END_OF_DAY: LocalTime = LocalTime(86_400);

    /// `hour` 0 ..= 24, `minute` 0 ..= 59.
    pub const fn hm(hour: u32, minute: u32) -> LocalTime {
        LocalTime(hour * 3_600 + minute * 60)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.0 / 3_600, self.0 / 60 % 60, self.0 % 60);
        if second == 0 { write!(f, "{hour:02}:{minute:02}") } else { write!(f, "{hour:02}:{minute:02}:{second:02}") }
    }
}

impl FromStr for LocalTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || format!("\"{text}\" is not a time of day between 00:00 and 24:00");
        let parts: Vec<u32> = text
            .split(':')
            .map(|part| if part.len() == 2 { part.parse().map_err(|_| refuse()) } else { Err(refuse()) })
            .collect::<Result<_, _>>()?;
        let (hour, minute, second) = match parts[..] {
            [hour, minute] => (hour, minute, 0),
            [hour, minute, second] => (hour, minute, second),
            _ => return Err(refuse()),
        };
        let seconds = hour * 3_600 + minute * 60 + second;
        if minute > 59 || second > 59 || seconds > LocalTime::END_OF_DAY.0 {
            Err(refuse())
        } else {
            Ok(LocalTime(seconds))
        }
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for DayException {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Intervals(Vec<Interval>),
            Named { name: String, open: Vec<Interval> },
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Intervals(open) => DayException { name: String::new(), open },
            Form::Named { name, open } => DayException { name, open },
        })
    }
}

impl Calendar {
    /// Monday to Friday, 09:00 to 17:00.
    pub fn office_hours(key: &str, name: &str, time_zone: &str) -> Calendar {
        let day = || vec![Interval(LocalTime::hm(9, 0), LocalTime::hm(17, 0))];
        let weekly = Week { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), ..Week::default() };
        Calendar { weekly, ..Calendar::always_open(key, name, time_zone) }.with_hours()
    }

    /// Open at every instant.
    pub fn always_open(key: &str, name: &str, time_zone: &str) -> Calendar {
        Calendar {
            key: key.into(),
            name: name.into(),
            time_zone: time_zone.into(),
            always_open: true,
            weekly: Week::default(),
            exceptions: Default::default(),
        }
    }

    fn with_hours(self) -> Calendar {
        Calendar { always_open: false, ..self }
    }
}
