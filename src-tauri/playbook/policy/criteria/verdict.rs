//! Why a criterion passes, fails or cannot be judged: a tree that mirrors the criterion's, and one sentence of what decided it.

use super::judge::Unjudged;
use super::{Criterion, Facts, Test, Told, Truth, words};
use crate::policy::Field;
use serde::Serialize;
use ts_rs::TS;

/// The judgement of a criterion on one record, part by part.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Verdict {
    pub truth: Truth,
    pub of: Judged,
}

/// What was judged.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    All(Vec<Verdict>),
    Any(Vec<Verdict>),
    Not(Box<Verdict>),
    Test(JudgedTest),
}

/// A test, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JudgedTest {
    /// The field's key.
    pub field: String,
    /// `*Employees*`
    pub name: String,
    /// What the record has there; `None` = blank.
    pub has: Option<String>,
    /// `≥ 200`
    pub needs: String,
    /// The opposite, for where the test stands under a *not*: `< 200`.
    pub needs_otherwise: String,
    /// Why it is unknown, in words after the name, where it is.
    pub unknown: Option<String>,
}

impl Criterion {
    /// The judgement with its reasons. Its truth is [`Criterion::truth`]'s.
    pub fn verdict(&self, facts: &dyn Facts, catalogue: &[Field], told: &Told) -> Verdict {
        let judge = |parts: &[Criterion]| -> Vec<Verdict> {
            parts.iter().map(|part| part.verdict(facts, catalogue, told)).collect()
        };
        let of = match self {
            Criterion::All(parts) => Judged::All(judge(parts)),
            Criterion::Any(parts) => Judged::Any(judge(parts)),
            Criterion::Not(part) => Judged::Not(Box::new(part.verdict(facts, catalogue, told))),
            Criterion::Test(test) => return judge_test(test, facts, catalogue, told),
        };
        let truth = match &of {
            Judged::All(parts) => Truth::all(parts.iter().map(|part| part.truth)),
            Judged::Any(parts) => Truth::any(parts.iter().map(|part| part.truth)),
            Judged::Not(part) => part.truth.negated(),
            Judged::Test(_) => Truth::Unknown,
        };
        Verdict { truth, of }
    }
}

fn judge_test(test: &Test, facts: &dyn Facts, catalogue: &[Field], told: &Told) -> Verdict {
    let answer = test.judge(facts, catalogue, told);
    let field = catalogue.iter().find(|field| field.key == test.field);
    let has = field.and_then(|field| words::fact(facts.fact(field, &told.zone), &told.zone));
    let unknown = match &answer {
        Ok(_) => None,
        Err(Unjudged::Blank) => Some("is blank".into()),
        Err(Unjudged::Unreadable(text)) => {
            let kind = field.map_or("readable", |field| field.kind.phrase());
            Some(format!("is {text}, which is not {kind}"))
        }
        Err(Unjudged::Misfit(what)) => Some(what.to_string()),
    };
    let of = Judged::Test(JudgedTest {
        field: test.field.clone(),
        name: words::name(&test.field, catalogue),
        has,
        needs: test.condition.needs(true),
        needs_otherwise: test.condition.needs(false),
        unknown,
    });
    Verdict { truth: answer.map_or(Truth::Unknown, Truth::of), of }
}

impl Verdict {
    /// What decided, in one sentence without a full stop: `fails: *Employees* is 140, needs ≥ 200; unknown: *Consent* is blank`.
    /// `passes`, where nothing was asked.
    pub fn sentence(&self) -> String {
        let mut reasons = Vec::new();
        self.reasons(true, self.truth.is_true(), &mut reasons);
        let said = |truth: Truth, head: &str| {
            let texts: Vec<&str> =
                reasons.iter().filter(|reason| reason.truth == truth).map(|reason| reason.text.as_str()).collect();
            if texts.is_empty() { None } else { Some(format!("{head}: {}", texts.join("; "))) }
        };
        let parts = [(Truth::True, "passes"), (Truth::False, "fails"), (Truth::Unknown, "unknown")];
        let said: Vec<String> = parts.into_iter().filter_map(|(truth, head)| said(truth, head)).collect();
        if said.is_empty() { "passes".into() } else { said.join("; ") }
    }

    /// Collects what decided. `wanted`: the truth that this part should have had, which a *not* above turns round; `held`: whether the
    /// reasons of success or those of the lack of it are looked for.
    fn reasons(&self, wanted: bool, held: bool, found: &mut Vec<Reason>) {
        let truth = if wanted { self.truth } else { self.truth.negated() };
        match &self.of {
            Judged::Not(part) => part.reasons(!wanted, held, found),
            Judged::Test(test) => found.push(Reason { truth, text: test.reason(wanted, truth) }),
            Judged::All(parts) | Judged::Any(parts) => {
                let all = matches!(self.of, Judged::All(_)) == wanted;
                let holds = |part: &&Verdict| part.truth == if wanted { Truth::True } else { Truth::False };
                match (all, held) {
                    (true, true) => parts.iter().for_each(|part| part.reasons(wanted, held, found)),
                    // One part that holds is enough, and the first is the reason.
                    (false, true) => {
                        if let Some(part) = parts.iter().find(holds) {
                            part.reasons(wanted, held, found);
                        }
                    }
                    (true, false) => {
                        parts.iter().filter(|part| !holds(part)).for_each(|part| part.reasons(wanted, held, found));
                    }
                    // Either would have done: one reason that names those that are as the whole.
                    (false, false) => {
                        let mut each = Vec::new();
                        let as_whole = parts.iter().filter(|part| part.truth == self.truth);
                        as_whole.for_each(|part| part.reasons(wanted, held, &mut each));
                        each.retain(|reason| reason.truth == truth);
                        let texts: Vec<String> = each.into_iter().map(|reason| reason.text).collect();
                        let none = || "nothing is named that could pass".to_owned();
                        let text = if texts.is_empty() { none() } else { texts.join(", or ") };
                        found.push(Reason { truth, text });
                    }
                }
            }
        }
    }
}

/// A part that decided, with its truth as the whole needs it.
struct Reason {
    truth: Truth,
    text: String,
}

impl JudgedTest {
    fn reason(&self, wanted: bool, truth: Truth) -> String {
        let JudgedTest { name, has, needs, needs_otherwise, unknown, .. } = self;
        if let Some(unknown) = unknown {
            return format!("{name} {unknown}");
        }
        let has = has.as_deref().unwrap_or("blank");
        let needs = if wanted { needs } else { needs_otherwise };
        match truth {
            Truth::True => format!("{name} is {has}"),
            Truth::False | Truth::Unknown => format!("{name} is {has}, needs {needs}"),
        }
    }
}
