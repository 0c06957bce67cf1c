//! Teams, roles and shared queues of the templates. People are a company's own: a template names none.

use super::build::texts;
use crate::policy::{Queue, Role, Team};

/// In the order of the map's lanes.
pub(super) fn teams() -> Vec<Team> {
    [
        ("marketing", "MKT", "Marketing"),
        ("operations", "OPS", "Revenue operations"),
        ("sdr", "SDR", "Sales development"),
        ("ae", "AE", "Account executives"),
        ("se", "SE", "Solution engineering"),
        ("legal", "LEG", "Legal and finance"),
        ("implementation", "IMP", "Implementation"),
        ("cs", "CS", "Customer success"),
        ("support", "SUP", "Support"),
        ("am", "AM", "Account management"),
        ("product", "PRD", "Product"),
    ]
    .map(|(key, short, name)| Team { key: key.into(), short: short.into(), name: name.into() })
    .into()
}

/// Key, name, team, whom it reports to.
const ROLES: &[(&str, &str, Option<&str>, Option<&str>)] = &[
    ("rev_council", "Rev Council", None, None),
    ("sales_leadership", "Sales leadership", None, Some("rev_council")),
    ("ops_leader", "Operations leader", Some("operations"), Some("rev_council")),
    ("revops", "RevOps", Some("operations"), Some("ops_leader")),
    ("sales_ops", "Sales Ops", Some("operations"), Some("ops_leader")),
    ("cs_ops", "CS Ops", Some("operations"), Some("ops_leader")),
    ("data_steward", "Data steward", Some("operations"), Some("ops_leader")),
    ("enablement", "Enablement", Some("operations"), Some("ops_leader")),
    ("marketing_lead", "Marketing lead", Some("marketing"), Some("rev_council")),
    ("marketing_ops", "Marketing Ops", Some("marketing"), Some("marketing_lead")),
    ("sales_manager", "Sales manager", None, Some("sales_leadership")),
    ("sdr_lead", "SDR lead", Some("sdr"), Some("sales_manager")),
    ("sdr", "SDR or BDR", Some("sdr"), Some("sdr_lead")),
    ("ae_lead", "AE lead", Some("ae"), Some("sales_manager")),
    ("ae", "Account executive", Some("ae"), Some("ae_lead")),
    ("se_lead", "Solution engineering lead", Some("se"), Some("sales_leadership")),
    ("se", "Sales engineer or solution consultant", Some("se"), Some("se_lead")),
    ("legal_lead", "Legal and compliance", Some("legal"), Some("rev_council")),
    ("finance", "Finance", Some("legal"), Some("rev_council")),
    ("deal_desk", "Deal desk", Some("legal"), Some("sales_leadership")),
    ("implementation_lead", "Implementation lead", Some("implementation"), Some("cs_lead")),
    ("implementer", "Implementation manager", Some("implementation"), Some("implementation_lead")),
    ("cs_lead", "Customer success lead", Some("cs"), Some("rev_council")),
    ("csm", "Customer success manager", Some("cs"), Some("cs_lead")),
    ("support_lead", "Support lead", Some("support"), Some("cs_lead")),
    ("support_agent", "Support engineer", Some("support"), Some("support_lead")),
    ("am_lead", "Account management lead", Some("am"), Some("sales_leadership")),
    ("account_manager", "Account manager", Some("am"), Some("am_lead")),
    ("product_lead", "Product lead", Some("product"), Some("rev_council")),
    ("product_manager", "Product manager", Some("product"), Some("product_lead")),
];

pub(super) fn roles() -> Vec<Role> {
    let own = |text: Option<&str>| text.map(str::to_owned);
    let role = |&(key, name, team, reports_to): &(&str, &str, Option<&str>, Option<&str>)| Role {
        key: key.into(),
        name: name.into(),
        team: own(team),
        reports_to: own(reports_to),
    };
    ROLES.iter().map(role).collect()
}

/// Each with the roles that work it and the one that answers for what lies in it.
pub(super) fn queues() -> Vec<Queue> {
    [
        ("shark_tank", "Shark Tank: the shared pool of available reps", "sdr", &["sdr"][..], "sdr_lead"),
        ("ae_pool", "Meetings and opportunities to be taken", "ae", &["ae"], "ae_lead"),
        ("se_requests", "Technical requests", "se", &["se"], "se_lead"),
        ("deal_desk", "Contracts and approvals", "legal", &["deal_desk", "legal_lead", "finance"], "deal_desk"),
        ("onboarding", "Onboardings to be taken", "implementation", &["implementer"], "implementation_lead"),
        ("cs_pool", "Customers to be taken", "cs", &["csm"], "cs_lead"),
        ("support_desk", "Support cases", "support", &["support_agent"], "support_lead"),
        ("am_pool", "Renewals and expansions to be taken", "am", &["account_manager"], "am_lead"),
        ("feedback_board", "Product feedback", "product", &["product_manager"], "product_lead"),
    ]
    .map(|(key, name, team, worked_by, owner)| Queue {
        key: key.into(),
        name: name.into(),
        team: Some(team.into()),
        worked_by: texts(worked_by),
        owner_role: Some(owner.into()),
    })
    .into()
}
