//! The build spec: everything that was decided stands in it, and imported text stays text.

use pack::spec::{SpecFile, files};
use playbook::HOUR;
use playbook::calendar::Target;
use playbook::policy::*;

fn policy(name: &str) -> Policy {
    let mut policy = Policy::new("Kestrel", "Europe/Vienna");
    policy.roles = vec![Role { key: "lead".into(), name: "SDR Lead".into(), ..Role::default() }];
    policy.fields = vec![Field { key: "pain".into(), name: name.into(), ..Field::default() }];
    policy.dispositions = vec![DispositionReason {
        key: "timing".into(),
        name: "Timing".into(),
        decision: ReceiverDecision::Recycled,
        next: vec![NextStep {
            act: NextAct::Recycle,
            when: NextWhen::AfterDays { days: 90 },
            stage: None,
            queue: None,
            track: "Later".into(),
            note: String::new(),
        }],
        ..DispositionReason::default()
    }];
    policy.handoffs = vec![HandoffPoint {
        key: "H1".into(),
        name: name.into(),
        sender: "MKT".into(),
        receiver: "SDR".into(),
        trigger: Trigger::said("Demo request submitted"),
        accountable_roles: vec!["lead".into()],
        targets: vec![SlaTarget {
            clock: ClockKind::Accept,
            tier: Some("high".into()),
            target: Target::Business { ms: 2 * HOUR },
            reminder_percent: 50,
        }],
        required_fields: vec!["pain".into()],
        dispositions: vec!["timing".into()],
        ..HandoffPoint::default()
    }];
    policy
}

fn content<'a>(files: &'a [SpecFile], name: &str) -> &'a str {
    let file = files.iter().find(|file| file.name == name).expect("the file");
    std::str::from_utf8(&file.content).expect("text")
}

#[test]
fn every_format_says_what_was_decided() {
    let files = files(&policy("Lead qualified")).expect("written");
    for name in ["spec.md", "spec.html"] {
        let text = content(&files, name);
        for said in [
            "Demo request submitted",
            "SDR Lead",
            "2 h of business time",
            "Timing",
            "recycle in 90 days, track Later",
            "Acceptance",
        ] {
            assert!(text.contains(said), "{name} does not say {said:?}");
        }
    }
    assert_eq!(
        content(&files, "slas.csv"),
        "Handoff,Clock,Tier,Target,Reminder\nH1,Acceptance,High,\"2 h of business time, Office hours (Europe/Vienna)\",50 %\n"
    );
    let specs: serde_json::Value = serde_json::from_str(content(&files, "spec.json")).expect("JSON");
    assert_eq!(specs[0]["packet"][0]["required"], true);
    let again: Policy = serde_json::from_str(content(&files, "policy.json")).expect("a policy");
    assert_eq!(again, policy("Lead qualified"));
}

#[test]
fn text_stays_text() {
    let files = files(&policy("=cmd|'/c calc'!A1 <img src=x onerror=alert(1)> [a](b) **b**")).expect("written");
    let html = content(&files, "spec.html");
    assert!(!html.contains("<img") && html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    let markdown = content(&files, "spec.md");
    assert!(!markdown.contains("<img") && !markdown.contains("[a](b)") && !markdown.contains("**b**"));
    assert!(content(&files, "packets.csv").contains("H1,'=cmd|"));
}
