//! The review pack: one month for a council, from the cover to how it can be checked.
//!
//! Signals first, then what is not worth discussing, then everything else. Figures, sentences and charts are those of the screen: they
//! come from `playbook` and `charts`, and nothing is computed here.

mod behind;
mod definitions;
mod exceptions;
mod handoffs;
mod lists;
mod quarterly;
mod signals;
mod sitting;

use crate::document::{Begins, Block, Document, Fact, Section, Shape};
use crate::text::{counted, plural};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::council::{CouncilState, ReviewBook};
use playbook::metrics::review::Review;
use playbook::metrics::{Basis, ClockChoice, Month, words};
use playbook::policy::{BEGINNING, Policy};

/// Everything that a pack is made of.
#[derive(Debug, Clone, Copy)]
pub struct ReviewPack<'a> {
    /// The policy at the month's end, which names what the records name by key.
    pub policy: &'a Policy,
    pub version: PolicyInForce<'a>,
    /// The month, whole.
    pub book: &'a ReviewBook,
}

/// Which version of the policy the month ended under.
#[derive(Debug, Clone, Copy)]
pub struct PolicyInForce<'a> {
    pub number: i64,
    /// [`BEGINNING`] = since ever.
    pub since: Instant,
    pub author: &'a str,
    pub reason: &'a str,
}

/// What every section needs.
struct Council<'a> {
    pack: ReviewPack<'a>,
    review: &'a Review,
    zone: Zone,
}

/// The pack as a document.
pub fn document(pack: ReviewPack<'_>) -> Document {
    let zone = Zone::named(&pack.policy.time_zone).unwrap_or_else(|_| Zone::utc());
    let review = &pack.book.review;
    let council = Council { pack, review, zone };
    let mut sections = signals::sections(&council);
    sections.extend(sitting::changes(&council));
    sections.extend(handoffs::tables(&council));
    sections.extend(behind::sections(&council));
    sections.extend(quarterly::sections(&council));
    sections.extend(exceptions::sections(&council));
    sections.extend(sitting::decided(&council));
    sections.extend(sitting::maturity(&council));
    sections.extend(lists::sections(&council));
    sections.extend(handoffs::pages(&council));
    sections.extend(sitting::session(&council));
    sections.extend(definitions::sections(&council));
    sections.push(council.how_to_check());
    let month = review.month;
    Document {
        company: pack.policy.company.clone(),
        kind: "Revenue handoff review".into(),
        title: words::month(month),
        lead: council.lead(),
        origin: council.origin(),
        foot: council.foot(),
        shape: Shape::Pack,
        sections,
        data: [signals::table(review), handoffs::months(&council)]
            .into_iter()
            .chain(sitting::every_change(&council))
            .collect(),
    }
}

impl Council<'_> {
    /// `Three signals, fourteen figures to leave alone.`
    fn lead(&self) -> String {
        let Review { signals, quiet, .. } = self.review;
        let some =
            |count: usize, one: &str, many: &str| format!("{} {}", counted(count), if count == 1 { one } else { many });
        let quiet = some(quiet.len(), "figure", "figures").to_lowercase();
        format!("{}, {quiet} to leave alone.", some(signals.len(), "signal", "signals"))
    }

    fn month(&self) -> Month {
        self.review.month
    }

    fn date(&self, at: Instant) -> String {
        words::date(self.zone.date_of(at))
    }

    fn as_of(&self) -> String {
        format!("{}, {}", self.date(self.review.as_of), self.zone.local(self.review.as_of).format("%H:%M"))
    }

    fn version(&self) -> String {
        let PolicyInForce { number, since, .. } = self.pack.version;
        if since == BEGINNING {
            format!("version {number}")
        } else {
            format!("version {number}, in force since {}", self.date(since))
        }
    }

    fn basis(&self) -> &'static str {
        match self.review.basis {
            Basis::Cohort => "Records by the month in which they started",
            Basis::Period => "Events by the month in which they happened",
        }
    }

    fn clock(&self) -> &'static str {
        match self.review.clock {
            ClockChoice::Business => "Business time: open hours on each handoff's calendar, less pauses",
            ClockChoice::Elapsed => "Elapsed time: wall-clock time, pauses included",
        }
    }

    fn origin(&self) -> Vec<Fact> {
        let told = &self.pack.book.provenance;
        let trail = match (told.audit_entries, told.audit_intact) {
            (0, _) => "no entry yet".to_owned(),
            (entries, true) => {
                format!("{}, unbroken, head {}", plural(entries as u64, "entry", "entries"), short(&told.audit_head))
            }
            (entries, false) => format!("{}, broken", plural(entries as u64, "entry", "entries")),
        };
        let filters = match told.filters.as_slice() {
            [] => "None: every handoff, source, segment and owner".to_owned(),
            some => some.join(" "),
        };
        vec![
            Fact::new("Data as of", format!("{}, {}", self.as_of(), self.zone.name())),
            Fact::new("Records", format!("{} in {}", words::count(self.review.records), words::month(self.month()))),
            Fact::new("Filters", filters),
            Fact::new("Counted", self.basis()),
            Fact::new("Measured in", self.clock()),
            Fact::new("Policy", self.version()),
            Fact::new("Numbers", self.state()),
            Fact::new("Audit trail", trail),
        ]
    }

    /// Whether the numbers can still change.
    fn state(&self) -> String {
        match (self.pack.book.council.state, &self.pack.book.provenance.signed) {
            (CouncilState::Signed, Some(signed)) => {
                let by = signed.signatures.first().map(|signature| {
                    let name = playbook::council::person_name(self.pack.policy, &signature.by);
                    format!(" by {name} on {}", self.date(signature.at))
                });
                format!("signed off{}", by.unwrap_or_default())
            }
            (CouncilState::Signed, None) => "signed off".into(),
            (CouncilState::Open, _) => "not signed off: they follow the data".into(),
            (CouncilState::Reopened, _) => "reopened after a sign-off: they follow the data again".into(),
        }
    }

    fn foot(&self) -> String {
        let ReviewPack { policy, version, book } = self.pack;
        let told = &book.provenance;
        let clock = match self.review.clock {
            ClockChoice::Business => "business time",
            ClockChoice::Elapsed => "elapsed time",
        };
        let filters = if told.filters.is_empty() { "no filters".to_owned() } else { told.filters.join(" ") };
        let trail =
            if told.audit_entries == 0 { String::new() } else { format!(" · audit {}", short(&told.audit_head)) };
        format!(
            "{} · {} · {filters} · {clock}, {} · data as of {} · policy version {}{trail}",
            policy.company,
            words::month(self.month()),
            self.zone.name(),
            self.date(self.review.as_of),
            version.number
        )
    }

    /// What an outsider needs in order to hold these figures against the workspace.
    fn how_to_check(&self) -> Section {
        let ReviewPack { version, book, .. } = self.pack;
        let (told, review) = (&book.provenance, self.review);
        let mut facts = self.origin();
        facts.retain(|fact| fact.name != "Audit trail" && fact.name != "Policy");
        let said = |name: &'static str, text: &str| (!text.is_empty()).then(|| Fact::new(name, text));
        facts.push(Fact::new("Policy", self.version()));
        facts.extend(said("Published by", version.author));
        facts.extend(said("Because", version.reason));
        facts.push(Fact::new("Amounts in", told.currency.clone()));
        facts.extend(said("Last import", &told.batch_files.join(", ")));
        facts.push(Fact::new("Written by", format!("Baton {}", told.baton)));
        facts.push(Fact::new("Audit entries", words::count(told.audit_entries.max(0) as u64)));
        facts.push(Fact::new("Audit head", told.audit_head.clone()));
        let mut blocks = vec![
            Block::Text(
                "The audit head is the SHA-256 of the trail's last entry and of everything before it: whoever holds this page can tell \
                 whether the trail was rewritten since."
                    .into(),
            ),
            Block::Facts(facts),
            Block::List(vec![
                format!("baton review FILE.baton --month {} prints the same figures from the workspace.", review.month),
                "baton audit verify FILE.baton goes through the trail and prints its head.".into(),
                "baton audit export FILE.baton --out FILE.jsonl writes it with how to check it by sha256sum.".into(),
            ]),
        ];
        if !review.left_out.is_empty() {
            blocks.push(Block::Heading("Left out of a figure".into()));
            blocks.push(Block::Text(
                "Records whose timestamps are in an impossible order are counted here and never guessed.".into(),
            ));
            blocks.push(Block::Table(lists::left_out(review)));
        }
        Section { begins: Begins::BelowTheLast, blocks, ..Section::new("Origin", "How these figures can be checked") }
    }
}

/// The beginning of a hash, enough to tell one from another.
fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// With a capital, and without a full stop, as a title stands.
fn sentence(text: &str) -> String {
    words::capitalised(text.trim_end_matches('.'))
}
