//! Routing: who owns a record that arrives. Matching and duplicates come first, then an ordered decision table, whose first row that
//! holds and has somebody to give decides.

use super::Criterion;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a handoff point finds an owner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct RoutingTable {
    pub matching: Matching,
    /// Read from the top; the first that holds decides.
    pub rows: Vec<RoutingRow>,
}

/// What is known about a record before it is routed: whose account it belongs to, and whether it is there already.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Matching {
    /// How a lead finds its account, surest first; empty = leads are not matched.
    pub account_by: Vec<MatchBy>,
    /// How a record is recognised as one that is there already; empty = duplicates are not looked for.
    pub duplicate_by: Vec<MatchBy>,
    pub on_duplicate: OnDuplicate,
}

/// What two records have in common where they belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MatchBy {
    /// The CRM's own id of the account or contact.
    CrmId,
    /// The whole address.
    Email,
    /// The registrable domain of address or website; public mail services do not count.
    Domain,
    /// The company's name without legal form, case and accents.
    CompanyName,
}

/// What becomes of a record that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnDuplicate {
    /// It joins the one that is there and goes to that one's owner.
    #[default]
    Join,
    /// It waits for somebody who may merge.
    Hold,
    /// It is routed as if it were new.
    RouteAnyway,
}

/// A row of the decision table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RoutingRow {
    /// Unique within the table; hits are counted by it.
    pub key: String,
    pub kind: RoutingKind,
    /// Which records it is for.
    #[serde(default)]
    pub when: Criterion,
    pub assign: Assignment,
    /// Why, as everybody reads it who asks how a record came to its owner.
    #[serde(default)]
    pub reason: String,
}

/// What a row decides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoutingKind {
    /// The account has an open opportunity: its owner.
    OpenOpportunity,
    /// The account is a customer: its owner.
    ExistingCustomer,
    /// The account is named: its owner.
    NamedAccount,
    /// The record does not deserve a person yet.
    NoPerson,
    Territory,
    Product,
    Region,
    /// Complexity or deal size.
    Complexity,
    /// Whoever of a group is next.
    Pool,
    Queue,
    /// Whoever is left when nothing else holds.
    Fallback,
}

impl RoutingKind {
    /// How early a row of this kind must stand: existing relations before new ones, rules before pools, the fallback last. Rows of
    /// the same rank may stand in any order.
    pub const fn rank(self) -> u8 {
        match self {
            RoutingKind::OpenOpportunity => 0,
            RoutingKind::ExistingCustomer => 1,
            RoutingKind::NamedAccount => 2,
            RoutingKind::NoPerson => 3,
            RoutingKind::Territory | RoutingKind::Product | RoutingKind::Region | RoutingKind::Complexity => 4,
            RoutingKind::Pool => 5,
            RoutingKind::Queue => 6,
            RoutingKind::Fallback => 7,
        }
    }
}

/// Whom a row gives a record to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Assignment {
    /// The person whom a catalogue field names (the open opportunity's owner).
    OwnerIn {
        field: String,
        #[serde(default)]
        if_away: IfAway,
    },
    Person {
        person: String,
        #[serde(default)]
        if_away: IfAway,
    },
    /// The person who holds a role.
    Role {
        role: String,
        #[serde(default)]
        if_away: IfAway,
    },
    Pool {
        pool: Pool,
    },
    Queue {
        queue: String,
    },
    /// No person: the record moves to this stage.
    Stage {
        stage: String,
    },
}

/// What a row does whose owner is away, full or gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IfAway {
    /// The next row that holds decides.
    #[default]
    NextRow,
    Assign,
}

/// A group among whom records are shared out. Where nobody in it is to be had, the next row that holds decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    pub members: PoolMembers,
    pub method: PoolMethod,
    /// Nobody who is absent that day.
    #[serde(default = "yes")]
    pub minds_absences: bool,
    /// Nobody whose capacity for the day is used up.
    #[serde(default = "yes")]
    pub minds_capacity: bool,
    /// Nobody outside their working hours.
    #[serde(default)]
    pub minds_hours: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case", deny_unknown_fields)]
pub enum PoolMembers {
    Team {
        team: String,
    },
    /// Everybody who holds the role.
    Role {
        role: String,
    },
    People {
        people: Vec<String>,
    },
}

/// Who of a pool is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PoolMethod {
    /// Whose last record is the longest ago.
    RoundRobin,
    /// In proportion to the members' weights.
    Weighted,
    /// Who holds the fewest open records, measured by capacity.
    LoadBalanced,
    /// In proportion to the members' performance.
    PerformanceWeighted,
}

/// Where records wait for whoever takes them. Being in a queue is not being owned.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Queue {
    pub key: String,
    pub name: String,
    /// Team key.
    pub team: Option<String>,
    /// Keys of the roles whose holders take from it.
    pub worked_by: Vec<String>,
    /// Key of the role that answers for what lies in it.
    pub owner_role: Option<String>,
}
