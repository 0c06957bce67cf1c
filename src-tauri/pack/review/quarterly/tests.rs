use super::*;
use playbook::metrics::Month;
use playbook::metrics::review::HandoffBadge;

fn quarter() -> Quarterly {
    let handoff =
        HandoffBadge { key: "H3".into(), name: "Discovery".into(), sender: "SDR".into(), receiver: "AE".into() };
    let part = |value: &str, standing, n| WinLoss {
        handoff: handoff.clone(),
        dimension: Dimension::Source,
        value: value.into(),
        share: 0.1,
        low: 0.05,
        high: 0.2,
        n,
        whole: 0.3,
        standing,
        sentence: String::new(),
    };
    let load = Load {
        key: "ann".into(),
        name: "Ann".into(),
        people: None,
        assigned: 70,
        working_days: 60,
        capacity: None,
        share: None,
        days_over: 0,
        open: 2,
        is_over: false,
        sentence: String::new(),
    };
    Quarterly {
        quarter: "2026-Q3".into(),
        from: Month(2026 * 12 + 6),
        to: Month(2026 * 12 + 8),
        records: 1_200,
        win_loss: vec![part("paid", Standing::Worse, 80), part("<b>fair</b>", Standing::TooFew, 4)],
        criteria: Vec::new(),
        reasons: Vec::new(),
        churn: Vec::new(),
        capacity: Vec::new(),
        loads: vec![
            Load { capacity: Some(60), share: Some(70.0 / 60.0), days_over: 9, is_over: true, ..load.clone() },
            load,
        ],
        missing: vec!["Churn: name a renewal.".into()],
        sentences: vec!["Paid comes to the outcome too seldom.".into()],
        proposals: Vec::new(),
    }
}

fn words_of(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.iter().map(Cell::words).collect()).collect()
}

#[test]
fn a_quarter_is_named_as_people_name_it_and_says_what_it_is_of() {
    let section = update(&quarter());
    assert_eq!(section.title, "Q3 2026: no change of the criteria is proposed");
    assert_eq!(section.lead, "1,200 records, July 2026 to September 2026.");
    assert!(section.agenda);
    assert!(section.blocks.contains(&Block::List(vec!["Churn: name a renewal.".into()])), "{:?}", section.blocks);
}

#[test]
fn what_is_too_few_has_no_share_and_no_interval() {
    let quarter = quarter();
    let table = win_loss(&quarter.win_loss);
    assert_eq!(table.rows[0][4].mark, Some(Mark::Worse));
    assert_eq!(
        words_of(&table),
        [
            vec!["H3", "source", "paid", "80", "10\u{202f}%", "5\u{202f}% to 20\u{202f}%", "30\u{202f}%"],
            vec!["H3", "source", "<b>fair</b>", "4", "too few", "–", "30\u{202f}%"],
        ]
    );
}

#[test]
fn who_has_no_capacity_is_no_share_of_it_and_who_is_over_is_marked() {
    let quarter = quarter();
    let table = loads(&quarter.loads);
    assert_eq!((table.rows[0][3].mark, table.rows[1][3].mark), (Some(Mark::Worse), None));
    assert_eq!(
        words_of(&table),
        [vec!["Ann", "70", "60", "117\u{202f}%", "9", "2"], vec!["Ann", "70", "–", "–", "–", "2"]]
    );
}

#[test]
fn a_list_that_has_nothing_is_no_section() {
    assert!(part("Churn", "", "", churn(&[])).is_none());
}
