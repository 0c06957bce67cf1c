//! The nouns of a policy: every list of things with a key, in one table. Reading, operations and differences go over it, so that no list
//! is forgotten.

use super::*;
use serde_json::Value;

/// Something with a key that is unique among its kind.
pub(super) trait Keyed {
    fn key(&self) -> &str;
}

macro_rules! nouns {
    ($($(#[$doc:meta])* $noun:ident($type:ty) = $list:ident, $tag:literal, $word:literal;)*) => {
        /// A kind of thing in a policy.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Noun { $($(#[$doc])* $noun,)* }

        /// One thing of a policy. In JSON `{"noun": "team", "entry": {…}}`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(tag = "noun", content = "entry", rename_all = "snake_case")]
        pub enum Entry { $($noun(Box<$type>),)* }

        $(impl Keyed for $type {
            fn key(&self) -> &str {
                &self.key
            }
        })*

        impl Noun {
            pub const ALL: [Noun; [$($tag),*].len()] = [$(Noun::$noun),*];

            /// `packet`: as in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Noun::$noun => $tag,)* }
            }

            /// `packet template`: in a sentence.
            pub const fn word(self) -> &'static str {
                match self { $(Noun::$noun => $word,)* }
            }

            /// `packets`: the policy's list of them, in JSON.
            pub const fn list(self) -> &'static str {
                match self { $(Noun::$noun => stringify!($list),)* }
            }
        }

        impl Entry {
            pub const fn noun(&self) -> Noun {
                match self { $(Entry::$noun(_) => Noun::$noun,)* }
            }

            pub fn key(&self) -> &str {
                match self { $(Entry::$noun(entry) => &entry.key,)* }
            }
        }

        impl Policy {
            /// The keys of everything of a kind, in the policy's order.
            pub fn keys(&self, noun: Noun) -> Vec<&str> {
                match noun { $(Noun::$noun => self.$list.iter().map(|entry| entry.key.as_str()).collect(),)* }
            }

            pub fn has(&self, noun: Noun, key: &str) -> bool {
                self.place_of(noun, key).is_some()
            }

            pub(super) fn place_of(&self, noun: Noun, key: &str) -> Option<usize> {
                match noun { $(Noun::$noun => self.$list.iter().position(|entry| entry.key == key),)* }
            }

            pub fn entry(&self, noun: Noun, key: &str) -> Option<Entry> {
                let place = self.place_of(noun, key)?;
                Some(match noun { $(Noun::$noun => Entry::$noun(Box::new(self.$list[place].clone())),)* })
            }

            pub(super) fn len_of(&self, noun: Noun) -> usize {
                match noun { $(Noun::$noun => self.$list.len(),)* }
            }

            /// `place` is at most the list's length.
            pub(super) fn insert_entry(&mut self, entry: Entry, place: usize) {
                match entry { $(Entry::$noun(entry) => self.$list.insert(place, *entry),)* }
            }

            pub(super) fn remove_entry(&mut self, noun: Noun, place: usize) -> Entry {
                match noun { $(Noun::$noun => Entry::$noun(Box::new(self.$list.remove(place))),)* }
            }

            pub(super) fn set_key(&mut self, noun: Noun, place: usize, key: &str) {
                match noun { $(Noun::$noun => self.$list[place].key = key.to_owned(),)* }
            }

            /// One thing as JSON.
            pub(super) fn entry_json(&self, noun: Noun, place: usize) -> Result<Value, serde_json::Error> {
                match noun { $(Noun::$noun => serde_json::to_value(&self.$list[place]),)* }
            }

            pub(super) fn set_entry_json(&mut self, noun: Noun, place: usize, json: Value) -> Result<(), String> {
                match noun { $(Noun::$noun => self.$list[place] = read::typed(json)?,)* }
                Ok(())
            }
        }
    };
}

nouns! {
    Tier(Tier) = tiers, "tier", "intent tier";
    Team(Team) = teams, "team", "team";
    Role(Role) = roles, "role", "role";
    Person(Person) = people, "person", "person";
    Calendar(Calendar) = calendars, "calendar", "calendar";
    Stage(Stage) = stages, "stage", "stage";
    Handoff(HandoffPoint) = handoffs, "handoff", "handoff point";
    Field(Field) = fields, "field", "field";
    Packet(PacketTemplate) = packets, "packet", "packet template";
    Queue(Queue) = queues, "queue", "queue";
    Disposition(DispositionReason) = dispositions, "disposition", "disposition reason";
    ExceptionType(ExceptionType) = exception_types, "exception_type", "exception type";
    Severity(Severity) = severities, "severity", "severity";
    Verb(Verb) = verbs, "verb", "decision verb";
    DecisionRight(DecisionRight) = decision_rights, "decision_right", "decision right";
    RootCause(RootCause) = root_causes, "root_cause", "root cause";
    Kpi(Kpi) = kpis, "kpi", "KPI";
    Decision(DesignDecision) = decisions, "decision", "design decision";
    Mute(Mute) = mutes, "mute", "muted problem";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_named_as_in_json_and_every_list_of_the_policy_is_one() {
        let policy = serde_json::to_value(Policy::new("Acme", "UTC")).unwrap();
        for noun in Noun::ALL {
            assert_eq!(serde_json::to_value(noun).unwrap(), noun.name());
            assert!(policy[noun.list()].is_array(), "{}", noun.list());
        }
        let lists = policy.as_object().unwrap().values().filter(|value| value.is_array()).count();
        assert_eq!(lists, Noun::ALL.len());
    }
}
