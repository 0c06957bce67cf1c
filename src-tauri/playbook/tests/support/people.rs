//! The people around a desk, for the tests of the rules and of the workbench.

use playbook::policy::Person;

pub fn person(key: &str, name: &str, roles: &[&str]) -> Person {
    Person {
        key: key.into(),
        name: name.into(),
        roles: roles.iter().map(|role| role.to_string()).collect(),
        ..Person::default()
    }
}

/// Who holds rights at the desk, and an SDR, who holds none.
pub fn people() -> Vec<Person> {
    vec![
        person("ravi", "Ravi Anand", &["revops", "sales_ops"]),
        person("vera", "Vera Stein", &["sales_manager"]),
        person("dana", "Dana Okafor", &["data_steward"]),
        person("nina", "Nina Rossi", &["sdr"]),
    ]
}
