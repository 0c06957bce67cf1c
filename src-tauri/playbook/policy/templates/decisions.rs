//! Dispositions with their next steps, intent tiers, and where good sources contradict each other: which way the templates go, and why.

use super::build::*;
use crate::policy::*;

/// Each reason leads somewhere; none is free text and none just ends.
pub(super) fn dispositions() -> Vec<DispositionReason> {
    let reason = |key: &str, name: &str, decision, meaning: &str, next| DispositionReason {
        key: key.into(),
        name: name.into(),
        decision,
        meaning: meaning.into(),
        next,
        ..DispositionReason::default()
    };
    let step = |act, when, stage: Option<&str>, queue: Option<&str>, track: &str, note: &str| NextStep {
        act,
        when,
        stage: stage.map(str::to_owned),
        queue: queue.map(str::to_owned),
        track: track.into(),
        note: note.into(),
    };
    let on = |text: &str, source: &str| NextWhen::On {
        trigger: Trigger {
            text: text.into(),
            kind: Some(TriggerKind::Event),
            source: Some(source.into()),
            ..Trigger::default()
        },
    };
    let (accepted, rejected, recycled) =
        (ReceiverDecision::Accepted, ReceiverDecision::Rejected, ReceiverDecision::Recycled);
    vec![
        reason("accepted", "Accepted", accepted, "I answer for the next action.", Vec::new()),
        reason(
            "timing",
            "Timing",
            recycled,
            "Wants it, but not now.",
            vec![
                step(NextAct::Nurture, NextWhen::Now, Some("nurture"), None, "Back in a quarter", ""),
                step(NextAct::Recycle, NextWhen::AfterDays { days: 90 }, None, None, "", "Re-engage after 90 days."),
            ],
        ),
        reason(
            "budget",
            "Budget",
            recycled,
            "Wants it and cannot pay for it yet.",
            vec![
                step(NextAct::Nurture, NextWhen::Now, Some("nurture"), None, "What it is worth", ""),
                step(
                    NextAct::Alert,
                    on("The contact looks at the pricing page again", "Web analytics"),
                    None,
                    None,
                    "",
                    "Tell the last owner.",
                ),
            ],
        ),
        reason(
            "feature_gap",
            "Feature gap",
            recycled,
            "A feature is missing without which there is no deal.",
            vec![
                step(NextAct::Reroute, NextWhen::Now, Some("nurture"), Some("feedback_board"), "", "Name the feature."),
                step(
                    NextAct::Recycle,
                    on("The feature ships", "Feedback board"),
                    None,
                    None,
                    "",
                    "Re-engage with the news.",
                ),
            ],
        ),
        DispositionReason {
            review_after_days: Some(365),
            ..reason(
                "not_icp",
                "Not ICP",
                rejected,
                "Will not become a customer as they are.",
                vec![step(NextAct::Suppress, NextWhen::Now, Some("suppressed"), None, "", "No sales outreach.")],
            )
        },
        reason(
            "wrong_owner",
            "Wrong owner",
            rejected,
            "Belongs to a colleague.",
            vec![
                step(NextAct::Reassign, NextWhen::Now, None, None, "", "To whom it belongs, by who holds the right."),
                step(NextAct::Reroute, NextWhen::Now, None, None, "", "Where nobody knows whose it is."),
            ],
        ),
        reason(
            "context_missing",
            "Context missing",
            rejected,
            "The packet does not let the receiver go on.",
            vec![step(NextAct::Enrich, NextWhen::Now, None, None, "", "Back to the sender with the missing fields.")],
        ),
    ]
}

pub(super) fn tiers() -> Vec<Tier> {
    let tier = |key: &str, name: &str, meaning: &str, when| Tier {
        key: key.into(),
        name: name.into(),
        meaning: meaning.into(),
        when,
    };
    const HIGH: [&str; 6] = [
        "Demo request",
        "Pricing inquiry",
        "Contact sales form",
        "Direct reply",
        "Buying committee active",
        "Late-stage request",
    ];
    const MEDIUM: [&str; 4] = ["Repeat visit", "Webinar attended", "Comparison page", "Several contacts engaged"];
    vec![
        tier(
            "high",
            "High",
            "Somebody asks to talk: demo, pricing, sales form, a direct reply, an active buying committee, a request late in a deal. \
             Routed at once, accepted fast, followed up the same day.",
            one_of("signal", &HIGH),
        ),
        tier(
            "medium",
            "Medium",
            "Interest without a request: repeat visits from target accounts, a webinar with a fitting company, comparison pages, \
             several contacts of one company. Worked in an order, not at once.",
            all([one_of("signal", &MEDIUM), any([yes("icp_fit"), yes("is_target_account")])]),
        ),
        tier(
            "low",
            "Low",
            "Early reading, broad education, weak fit. Nurtured until fit or intent grows; no person is alerted.",
            any([one_of("signal", &["Content download", "Newsletter signup"]), not_yes("icp_fit")]),
        ),
    ]
}

/// Key, question, decision, reason.
type Row = (&'static str, &'static str, &'static str, &'static str);

const DECISIONS: &[Row] = &[
    (
        "exception-types",
        "Six exception types, with definition mismatches or with data and compliance apart?",
        "Seven: definition mismatches stay, and missing data and compliance are two types. RevOps resolves mismatches within a week and \
         writes down the definition that was meant.",
        "The list in prose and the table of the same source differ; leaving any out would leave exceptions without an owner.",
    ),
    (
        "severity-targets",
        "Is the time to resolve an exception set by its type or by its severity?",
        "By both: a severity has a target, and a type may have its own for a severity.",
        "The sources name severities without times and times without severities.",
    ),
    (
        "pausing-clocks",
        "May an SLA clock be paused, if wrong behaviour is to be impossible?",
        "Yes, by whoever holds the right, with a reason and an approver; paused time is reviewed every month.",
        "One source lists pausing among the rights, another forbids any way around the system. A pause nobody can see is what is wrong.",
    ),
    (
        "one-window-or-tiers",
        "One acceptance window for everyone, or one by intent?",
        "Two hours, and four to the shared pool, are the high tier's; the others have their own.",
        "A fixed window is simple, but when everything is urgent nobody trusts an alert.",
    ),
    (
        "permanent-suppression",
        "Is *Not ICP* for ever?",
        "Suppressed until a review after a year; undoing it needs a decision right.",
        "One source suppresses for good, another nurtures until the fit grows. Companies grow.",
    ),
    (
        "what-stops-the-clock",
        "Does accepting end the handoff, or acting?",
        "Two clocks: accepting stops the acceptance window, and the first touch and the next step have targets of their own.",
        "One source counts a changed status, another asks for the action too.",
    ),
    (
        "business-or-elapsed",
        "Are the hours in the sources business time or elapsed time, and in whose zone?",
        "Business time on the calendar of the receiving team, in its zone; the enrichment buffer and whatever only systems do is elapsed.",
        "No source says. Nobody can accept a lead at three in the morning.",
    ),
    (
        "cadences",
        "How often is what gone through?",
        "Exceptions daily, missed handoffs weekly, each handoff monthly, criteria quarterly.",
        "The sources name all four for different things; none replaces another.",
    ),
    (
        "packet-lists",
        "Twelve lines of context here, twelve other items there: which?",
        "The union: what both name is required, what one names travels where it is known.",
        "A buyer's role is on one list and missing on the other, and sellers need both.",
    ),
    (
        "low-intent-and-people",
        "Do low-intent leads reach a person?",
        "No: routing sends them to nurture before any pool.",
        "The sources agree, and alert people all the same where a table has no such row.",
    ),
    (
        "manual-assignment",
        "May a person assign a lead by hand?",
        "Not while it is routed. Afterwards only by whoever holds the right to reassign, with a reason.",
        "One source forbids it, another governs it as an exception.",
    ),
    (
        "unsourced-numbers",
        "What to make of eight times the conversion within five minutes, and of the forty percent that are lost?",
        "They set no target here; targets follow the tier, and the company's own history replaces them.",
        "Neither number comes with a source.",
    ),
];

pub(super) fn decisions() -> Vec<DesignDecision> {
    let decision = |&(key, question, decision, because): &Row| DesignDecision {
        key: key.into(),
        question: question.into(),
        decision: decision.into(),
        because: because.into(),
    };
    DECISIONS.iter().map(decision).collect()
}
