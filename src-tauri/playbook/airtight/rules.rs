//! The rules, in one table with their severities. A rule is a file; its page says why it matters, with a good and a bad example.

mod acceptance_missing;
mod audit_field_missing;
mod backup_missing;
mod calendar_too_short;
mod clock_never_runs;
mod consent_missing;
mod criterion_impossible;
mod criterion_misfit;
mod criterion_not_in_packet;
mod criterion_unobservable;
mod disposition_free_text;
mod dispositions_missing;
mod escalation_missing;
mod escalation_order;
mod escalation_reaches_nobody;
mod kpi_missing;
mod lifecycle_stuck;
mod lifecycle_unowned;
mod lifecycle_untimed;
mod low_intent_to_person;
mod matching_missing;
mod mute_idle;
mod owner_missing;
mod owner_shared;
mod packet_unfilled;
mod packet_unsupplied;
mod reason_without_next_step;
mod review_date_missing;
mod right_held_twice;
mod right_unassigned;
mod routing_covered;
mod routing_not_total;
mod routing_overlap;
mod routing_precedence;
mod stage_boundary;
mod stage_dead_end;
mod stage_unowned;
mod stage_unreachable;
mod suppression_forever;
mod target_missing;
mod target_order;
mod targets_alike;
mod team_unknown;
mod trigger_weak;

use super::inquiry::Inquiry;
use super::problem::{Findings, Severity};
use serde::Serialize;
use ts_rs::TS;

/// A rule's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "RulePage")]
pub struct Page {
    /// What it looks for, as a heading.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    pub good: &'static str,
    pub bad: &'static str,
}

/// A rule of the check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// As in problems and on the command line (`routing-not-total`).
    pub name: &'static str,
    pub severity: Severity,
    pub page: Page,
    pub(super) check: fn(&Inquiry<'_>, &mut Findings<'_>),
}

macro_rules! rules {
    ($($severity:ident $file:ident $name:literal;)*) => {
        /// Every rule, in the order in which a reader should meet them.
        pub const RULES: &[Rule] = &[
            $(Rule { name: $name, severity: Severity::$severity, page: $file::PAGE, check: $file::check },)*
        ];
    };
}

rules! {
    Error   routing_not_total         "routing-not-total";
    Error   routing_precedence        "routing-precedence";
    Error   routing_covered           "routing-row-covered";
    Note    routing_overlap           "routing-overlap";
    Warning matching_missing          "matching-missing";
    Error   low_intent_to_person      "low-intent-to-person";
    Error   owner_missing             "owner-missing";
    Error   owner_shared              "owner-shared";
    Warning backup_missing            "backup-missing";
    Error   team_unknown              "team-unknown";
    Error   trigger_weak              "trigger-weak";
    Error   acceptance_missing        "acceptance-missing";
    Error   target_missing            "target-missing";
    Warning targets_alike             "targets-alike";
    Error   target_order              "target-order";
    Error   calendar_too_short        "calendar-too-short";
    Error   clock_never_runs          "clock-never-runs";
    Error   escalation_missing        "escalation-missing";
    Error   escalation_reaches_nobody "escalation-reaches-nobody";
    Warning escalation_order          "escalation-order";
    Error   dispositions_missing      "dispositions-missing";
    Error   disposition_free_text     "disposition-free-text";
    Error   reason_without_next_step  "reason-without-next-step";
    Warning suppression_forever       "suppression-forever";
    Error   criterion_misfit          "criterion-misfit";
    Error   criterion_impossible      "criterion-impossible";
    Error   criterion_unobservable    "criterion-unobservable";
    Warning criterion_not_in_packet   "criterion-not-in-packet";
    Warning packet_unsupplied         "packet-unsupplied";
    Warning packet_unfilled           "packet-unfilled";
    Error   consent_missing           "consent-missing";
    Error   stage_unowned             "stage-unowned";
    Error   stage_unreachable         "stage-unreachable";
    Error   stage_dead_end            "stage-dead-end";
    Error   lifecycle_unowned         "lifecycle-unowned";
    Error   lifecycle_untimed         "lifecycle-untimed";
    Error   lifecycle_stuck           "lifecycle-stuck";
    Warning stage_boundary            "stage-boundary";
    Error   right_unassigned          "right-unassigned";
    Error   right_held_twice          "right-held-twice";
    Error   audit_field_missing       "exception-incomplete";
    Warning kpi_missing               "kpi-missing";
    Warning review_date_missing       "review-date-missing";
    Note    mute_idle                 "mute-idle";
}
