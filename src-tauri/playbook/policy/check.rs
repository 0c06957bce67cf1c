//! What every policy fulfils, a draft included: keys are there and unique, every name leads somewhere, nothing leads back to itself. And
//! what one must fulfil beyond that to be measured under. Whether it is a *good* policy is for others to judge.

use super::reference::{Holder, Slot};
use super::{Noun, PacketField, Placed, Policy, PolicyError};
use crate::calendar::Zone;
use std::collections::HashSet;

impl Policy {
    /// Refuses a policy that could not be measured under: one that is not sound, an unknown zone, a calendar that never opens, two
    /// handoff points of one name.
    pub fn check(&self) -> Result<(), PolicyError> {
        self.check_sound()?;
        if Zone::named(&self.time_zone).is_err() {
            return Err(PolicyError::UnknownZone(self.time_zone.clone()));
        }
        for calendar in &self.calendars {
            calendar.check().map_err(|cause| PolicyError::Calendar { name: calendar.name.clone(), cause })?;
        }
        match repeated(self.handoffs.iter().map(|point| point.name.as_str())) {
            Some(twice) => Err(PolicyError::SameName(twice.into())),
            None => Ok(()),
        }
    }

    /// Refuses what not even a draft may be: keys missing or twice, names of what is not there, circles.
    pub fn check_sound(&self) -> Result<(), PolicyError> {
        for noun in Noun::ALL {
            let keys = self.keys(noun);
            if let Some(place) = keys.iter().position(|key| key.trim().is_empty()) {
                return Err(PolicyError::NoKey { noun, place: format!("{}, entry {}", noun.list(), place + 1) });
            }
            if let Some(twice) = repeated(keys.into_iter()) {
                return Err(PolicyError::Repeated { noun, key: twice.into() });
            }
        }
        self.check_inner_keys()?;
        self.check_references()?;
        self.check_circles(Noun::Stage, self.stages.iter().map(|stage| (&*stage.key, stage.parent.as_deref())))?;
        self.check_circles(Noun::Role, self.roles.iter().map(|role| (&*role.key, role.reports_to.as_deref())))?;
        self.check_circles(Noun::Packet, self.packets.iter().map(|packet| (&*packet.key, packet.extends.as_deref())))
    }

    /// Keys within one thing: routing rows, packet fields, subtypes, audit fields.
    fn check_inner_keys(&self) -> Result<(), PolicyError> {
        let once = |place: &dyn Fn() -> String, keys: &mut dyn Iterator<Item = &str>| match repeated(keys) {
            Some(twice) => Err(PolicyError::Twice { place: place(), key: twice.into() }),
            None => Ok(()),
        };
        let fields = |place: &dyn Fn() -> String, fields: &[PacketField]| {
            once(place, &mut fields.iter().map(|field| field.field.as_str()))
        };
        for point in &self.handoffs {
            let rows = &point.routing.rows;
            once(&|| format!("handoff point {}, its routing", point.key), &mut rows.iter().map(|row| &*row.key))?;
            fields(&|| format!("handoff point {}, its packet", point.key), &point.packet.fields)?;
        }
        for packet in &self.packets {
            fields(&|| format!("packet template {}", packet.key), &packet.fields)?;
        }
        for kind in &self.exception_types {
            let place = || format!("exception type {}", kind.key);
            once(&place, &mut kind.subtypes.iter().map(|subtype| subtype.key.as_str()))?;
            once(&place, &mut kind.audit_fields.iter().map(|field| field.key.as_str()))?;
            once(&place, &mut kind.targets.iter().map(|target| target.severity.as_str()))?;
        }
        Ok(())
    }

    fn check_references(&self) -> Result<(), PolicyError> {
        let known = Noun::ALL.map(|noun| self.keys(noun).into_iter().collect::<HashSet<_>>());
        let mut dangling: Option<(String, Noun, String)> = None;
        let mut look = |holder: Holder<'_>, noun: Noun, key: &str| {
            if dangling.is_none() && !known[noun as usize].contains(key) {
                dangling = Some((self.place_words(holder), noun, key.to_owned()));
            }
        };
        // The walk can change what it visits; here it visits a copy and changes nothing.
        self.clone().each_reference(&mut |holder, noun, slot| match slot {
            Slot::Must(key) => look(holder, noun, key),
            Slot::May(key) | Slot::Scope(key) => key.iter().for_each(|key| look(holder, noun, key)),
            Slot::List(keys) => keys.iter().for_each(|key| look(holder, noun, key)),
            Slot::Loose(_) => {}
        });
        for of in Placed::ALL {
            let map = Holder { of: None, part: "the map", detail: "" };
            self.places(of).keys().for_each(|key| look(map, of.noun(), key));
        }
        match dangling {
            Some((place, noun, key)) => Err(PolicyError::Dangling { place, known: self.known_words(noun), noun, key }),
            None => Ok(()),
        }
    }

    /// `there are mql, sql and 4 more`
    fn known_words(&self, noun: Noun) -> String {
        let keys = self.keys(noun);
        match keys.len() {
            0 => "there are none".into(),
            1..=6 => format!("there are {}", keys.join(", ")),
            more => format!("there are {} and {} more", keys[..5].join(", "), more - 5),
        }
    }

    /// Refuses links of one kind that lead back to where they began.
    fn check_circles<'a>(
        &self,
        noun: Noun,
        links: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Result<(), PolicyError> {
        let next: std::collections::HashMap<&str, &str> = links.filter_map(|(from, to)| Some((from, to?))).collect();
        let mut sound = HashSet::new();
        for &start in next.keys() {
            let mut way = vec![start];
            let mut at = start;
            while let Some(&to) = next.get(at) {
                if let Some(begin) = way.iter().position(|&passed| passed == to) {
                    let mut circle: Vec<String> = way[begin..].iter().map(|key| (*key).to_owned()).collect();
                    // Told from its first key in the alphabet, so that the sentence is the same every time.
                    let first = (0..circle.len()).min_by_key(|&place| &circle[place]).unwrap_or(0);
                    circle.rotate_left(first);
                    circle.push(circle[0].clone());
                    return Err(PolicyError::Cycle { noun, way: circle });
                }
                if sound.contains(to) {
                    break;
                }
                way.push(to);
                at = to;
            }
            sound.extend(way);
        }
        Ok(())
    }
}

fn repeated<'a>(keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    keys.into_iter().find(|key| !seen.insert(*key))
}
