//! What is printed besides the pack: one record's clock ledger, a blank packet, the build spec.

use crate::council::{AS_OF, MARKUP, policy, records};
use pack::ledger::Ledger;
use pack::{Document, Format, write};
use playbook::metrics::review::HandoffBadge;
use playbook::policy::templates::Template;
use playbook::record::sla::clock_sheets;

/// Pages that typst holds to PDF/UA before it writes them, and everything the document says as text.
fn printed(document: &Document) -> String {
    let pages = write(document, Format::Pdf, AS_OF).unwrap();
    assert!(pages.bytes.starts_with(b"%PDF-1."));
    pack::html::html(document)
}

#[test]
fn a_ledger_adds_up() {
    let (policy, records) = (policy(1), records(1, 1));
    let record = &records[0];
    let clocks = clock_sheets(record, &policy, AS_OF);
    assert!(!clocks.is_empty());
    let handoff =
        HandoffBadge { key: "H1".into(), name: "Lead qualified".into(), sender: "SDR".into(), receiver: "AE".into() };
    let ledger = Ledger {
        company: MARKUP,
        record,
        handoff: &handoff,
        clocks: &clocks,
        came_from: "leads.csv line 2",
        as_of: AS_OF,
    };
    let text = printed(&pack::ledger::document(ledger));
    // Accepted nine hours after the start, against four of elapsed time.
    for said in ["met late", "9:00:00", "5:00:00", "Together", "leads.csv line 2", "&lt;img src=x"] {
        assert!(text.contains(said), "{said} is not in: {text}");
    }
}

#[test]
fn a_blank_packet_has_a_line_for_everything_that_travels() {
    let policy = Template::FullRevenueJourney.policy("Acme", "Europe/Vienna");
    let point = &policy.handoffs[0];
    let text = printed(&pack::packet::document(&policy, &point.key).unwrap());
    for field in policy.spec(point).packet {
        assert!(text.contains(&field.name.replace('\'', "&#39;")), "{} is not in the packet", field.name);
    }
    assert!(pack::packet::document(&policy, "H99").is_none());
}

#[test]
fn the_build_spec_is_printed() {
    let text = printed(&pack::spec::of(&policy(1)));
    assert!(text.contains("Demo request submitted"));
}
