//! The sample workspace: twelve months of an invented company, with problems planted for the review to find.

mod company;
mod history;
mod people;

pub use company::policy;
pub use history::{History, PLANTED, Row, generate};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_twenty_thousand_handoffs_over_six_points() {
        let policy = policy();
        let history = generate(&policy).unwrap();
        let by_point = |handoff| history.rows.iter().filter(|row| row.handoff == handoff).count();
        let counts: Vec<usize> = (0..6).map(by_point).collect();
        assert!((18_000..22_000).contains(&history.rows.len()), "{} rows: {counts:?}", history.rows.len());
        assert!(counts.iter().all(|&count| count > 400), "{counts:?}");
    }

    #[test]
    fn every_copy_is_the_same() {
        let policy = policy();
        let csv = || {
            let mut bytes = Vec::new();
            generate(&policy).unwrap().write_csv(&policy, &mut bytes).unwrap();
            bytes
        };
        assert_eq!(csv(), csv());
    }
}
