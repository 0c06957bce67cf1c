//! The map's layout: what stands where, and that nothing covers anything.

use charts::map::{Area, Point};
use charts::{MapLayout, Theme, map_layout, map_svg};
use playbook::policy::*;

/// Team, name and kind of each stage.
const STAGES: [(&str, &str, StageKind); 17] = [
    ("MKT", "Inquiry", StageKind::Start),
    ("MKT", "MQL", StageKind::Normal),
    ("OPS", "AQL", StageKind::Normal),
    ("OPS", "Routing", StageKind::Normal),
    ("SDR", "SAL", StageKind::Normal),
    ("SDR", "SQL", StageKind::Normal),
    ("MKT", "Nurture", StageKind::Nurture),
    ("AE", "Opportunity", StageKind::Normal),
    ("SE", "Evaluation", StageKind::Normal),
    ("AE", "Negotiation", StageKind::Normal),
    ("AE", "Closed/Won", StageKind::Won),
    ("IMP", "Onboarding", StageKind::Normal),
    ("CS", "Adoption", StageKind::Normal),
    ("SUP", "Case", StageKind::Normal),
    ("CS", "Renewal", StageKind::Normal),
    ("AE", "Expansion", StageKind::Won),
    ("AE", "Closed/Lost", StageKind::Lost),
];

const HANDOFFS: [(&str, &str); 12] = [
    ("MQL", "AQL"),
    ("Routing", "SAL"),
    ("SQL", "Opportunity"),
    ("SQL", "Nurture"),
    ("Opportunity", "Evaluation"),
    ("Evaluation", "Negotiation"),
    ("Closed/Won", "Onboarding"),
    ("Onboarding", "Adoption"),
    ("Adoption", "Case"),
    ("Case", "Renewal"),
    ("Renewal", "Expansion"),
    ("Nurture", "MQL"),
];

pub fn journey() -> Policy {
    let mut policy = Policy::new("Meridian Controls", "Europe/Vienna");
    let names = [
        ("MKT", "Marketing"),
        ("OPS", "RevOps"),
        ("SDR", "Sales Development"),
        ("AE", "Sales"),
        ("SE", "Solutions"),
        ("IMP", "Implementation"),
        ("CS", "Customer Success"),
        ("SUP", "Support"),
    ];
    policy.teams = names
        .iter()
        .map(|(short, name)| Team { key: short.to_lowercase(), short: (*short).into(), name: (*name).into() })
        .collect();
    policy.stages = STAGES
        .iter()
        .map(|(team, name, kind)| Stage {
            key: name.to_lowercase(),
            name: (*name).into(),
            team: Some(team.to_lowercase()),
            kind: *kind,
            ..Stage::default()
        })
        .collect();
    let team = |stage: &str| STAGES.iter().find(|(_, name, _)| *name == stage).map_or("", |(team, ..)| team);
    policy.handoffs = HANDOFFS
        .iter()
        .enumerate()
        .map(|(at, (from, to))| HandoffPoint {
            key: format!("H{}", at + 1),
            name: format!("{from} to {to}"),
            sender: team(from).into(),
            receiver: team(to).into(),
            from_stage: Some(from.to_lowercase()),
            to_stage: Some(to.to_lowercase()),
            ..HandoffPoint::default()
        })
        .collect();
    policy
}

fn meets(one: Area, other: Area) -> bool {
    one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
}

/// What covers what.
fn covered(layout: &MapLayout) -> Vec<String> {
    let stages = layout.stages.iter().map(|stage| (stage.key.clone(), stage.area));
    let badges = layout.handoffs.iter().map(|handoff| (handoff.key.clone(), handoff.badge));
    let all: Vec<(String, Area)> = stages.chain(badges).collect();
    let mut covered = Vec::new();
    for (at, (name, area)) in all.iter().enumerate() {
        let over = all[at + 1..].iter().filter(|(_, other)| meets(*area, *other));
        covered.extend(over.map(|(other, _)| format!("{name} and {other}")));
    }
    covered
}

#[test]
fn nothing_covers_anything() {
    assert_eq!(covered(&map_layout(&journey())), Vec::<String>::new());
}

#[test]
fn nothing_covers_anything_in_any_template() {
    for template in Template::ALL {
        let layout = map_layout(&template.policy("Acme", "UTC"));
        assert_eq!(covered(&layout), Vec::<String>::new(), "{template:?}");
        let areas =
            layout.handoffs.iter().map(|handoff| handoff.badge).chain(layout.stages.iter().map(|stage| stage.area));
        assert!(areas.into_iter().all(|area| area.x >= 0 && area.y >= 0), "{template:?} reaches beyond the map");
    }
}

#[test]
fn a_stage_stands_in_its_teams_lane() {
    let policy = journey();
    let layout = map_layout(&policy);
    for (stage, placed) in policy.stages.iter().zip(&layout.stages) {
        let lane = layout.lanes.iter().find(|lane| lane.team == stage.team).expect("a lane");
        assert!(placed.area.y >= lane.y && placed.area.y + placed.area.h <= lane.y + lane.height, "{}", stage.name);
    }
}

#[test]
fn lines_run_at_right_angles_from_the_sender_to_the_receiver() {
    let layout = map_layout(&journey());
    for handoff in &layout.handoffs {
        assert!(handoff.points.len() >= 2, "{}", handoff.key);
        for pair in handoff.points.windows(2) {
            assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{} turns askew", handoff.key);
        }
    }
}

#[test]
fn handoffs_without_stages_stand_between_the_lanes_that_they_name() {
    let mut policy = Policy::new("Imported", "UTC");
    policy.handoffs = ["H1", "H2", "H3"]
        .iter()
        .zip([("Marketing", "SDR"), ("SDR", "AE"), ("", "")])
        .map(|(key, (sender, receiver))| HandoffPoint {
            key: (*key).into(),
            name: (*key).into(),
            sender: sender.into(),
            receiver: receiver.into(),
            ..HandoffPoint::default()
        })
        .collect();
    let layout = map_layout(&policy);
    let lanes: Vec<&str> = layout.lanes.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(lanes, ["Marketing", "SDR", "AE", "No team"]);
    assert!(layout.handoffs.iter().all(|handoff| handoff.loose_start && handoff.loose_end));
    assert_eq!(covered(&layout), Vec::<String>::new());
}

#[test]
fn several_handoffs_between_two_stages_stand_clear_of_each_other() {
    let mut policy = journey();
    for copy in 0..3 {
        let mut again = policy.handoffs[0].clone();
        again.key = format!("H{}", 20 + copy);
        policy.handoffs.push(again);
    }
    assert_eq!(covered(&map_layout(&policy)), Vec::<String>::new());
}

#[test]
fn what_was_moved_by_hand_stays_there() {
    let mut policy = journey();
    policy.layout.stages.insert("mql".into(), Place { x: 700, y: 300 });
    let layout = map_layout(&policy);
    let moved = layout.stages.iter().find(|stage| stage.key == "mql").expect("the stage").area;
    assert_eq!(Point { x: moved.x + moved.w / 2, y: moved.y + moved.h / 2 }, Point { x: 700, y: 300 });
    let first = &layout.handoffs[0].points[0];
    assert!((moved.x..=moved.x + moved.w).contains(&first.x) && (moved.y..=moved.y + moved.h).contains(&first.y));
}

#[test]
fn five_hundred_handoffs_are_laid_out() {
    let mut policy = journey();
    for at in 0..500 {
        let (from, to) = HANDOFFS[at % HANDOFFS.len()];
        let stage = |name: &str| Some(format!("{}-{}", name.to_lowercase(), at / HANDOFFS.len()));
        policy.handoffs.push(HandoffPoint {
            key: format!("X{at}"),
            from_stage: stage(from),
            to_stage: stage(to),
            ..policy.handoffs[at % HANDOFFS.len()].clone()
        });
    }
    for copy in 0..=500 / HANDOFFS.len() {
        let stages: Vec<Stage> = policy.stages[..STAGES.len()].to_vec();
        policy.stages.extend(stages.into_iter().map(|stage| Stage {
            key: format!("{}-{copy}", stage.key),
            kind: StageKind::Normal,
            ..stage
        }));
    }
    let layout = map_layout(&policy);
    assert_eq!(layout.handoffs.len(), 512);
    let stages = layout.stages.iter().map(|stage| stage.area).collect::<Vec<_>>();
    for (at, one) in stages.iter().enumerate() {
        assert!(stages[at + 1..].iter().all(|other| !meets(*one, *other)));
    }
}

#[test]
fn names_stay_text_in_the_picture() {
    let mut policy = journey();
    policy.stages[0].name = "<script>alert(1)</script> & \u{1}co".into();
    let svg = map_svg(&map_layout(&policy), "A \"map\"", Theme::Light);
    assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"));
    assert!(!svg.contains("<script"));
}
