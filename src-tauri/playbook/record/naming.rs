//! What people call a record: the company that it is about, else the deal, else the person.

use crate::policy::Policy;
use std::collections::BTreeMap;

/// Names of columns and fields, without case, blanks and punctuation, that carry the name of a company.
pub(crate) const COMPANIES: [&str; 8] =
    ["company", "companyname", "account", "accountname", "organisation", "organization", "customer", "customername"];

/// Of those that carry another name people know a record by: deals, then persons.
const DEALS_AND_PERSONS: [&str; 12] = [
    "opportunityname",
    "dealname",
    "subject",
    "title",
    "name",
    "fullname",
    "buyername",
    "contact",
    "contactname",
    "leadname",
    "email",
    "emailaddress",
];

/// Where the names of a workspace's records are found: made once for however many records.
#[derive(Debug, Clone)]
pub struct Naming(Vec<String>);

impl Naming {
    /// The known names and the keys of the catalogue's fields that go by one of them, the best name first.
    pub fn of(policy: &Policy) -> Naming {
        let mut headers: Vec<String> = Vec::new();
        for called in COMPANIES.into_iter().chain(DEALS_AND_PERSONS) {
            let keys = policy.fields.iter().filter(|field| bare(&field.name) == called).map(|field| bare(&field.key));
            for header in std::iter::once(called.to_owned()).chain(keys) {
                if !headers.contains(&header) {
                    headers.push(header);
                }
            }
        }
        Naming(headers)
    }

    /// The best name among what an import brought of a record; `None` = the record has its id alone.
    pub fn name<'a>(&self, attributes: &'a BTreeMap<String, String>) -> Option<&'a str> {
        let ranked = attributes.iter().filter_map(|(header, text)| {
            let header = bare(header);
            let rank = self.0.iter().position(|known| *known == header)?;
            Some((rank, text.trim())).filter(|(_, text)| !text.is_empty())
        });
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, text)| text)
    }
}

/// A name as it is compared: without case, blanks and punctuation.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Field;

    #[test]
    fn a_company_goes_before_a_deal_and_a_deal_before_a_person() {
        let field = Field { key: "acct__c".into(), name: "Account name".into(), ..Field::default() };
        let policy = Policy { fields: vec![field], ..Policy::new("Kestrel", "UTC") };
        let naming = Naming::of(&policy);
        type Case<'a> = (&'a [(&'a str, &'a str)], Option<&'a str>);
        let cases: [Case<'_>; 6] = [
            (&[("Buyer name", "Ann"), ("Company Name", " Maribor Steel ")], Some("Maribor Steel")),
            (&[("company", " "), ("Deal Name", "Renewal 27")], Some("Renewal 27")),
            // The catalogue says what a column of another name is.
            (&[("Acct__c", "Acme"), ("Email", "a@b.example")], Some("Acme")),
            (&[("Email", "a@b.example")], Some("a@b.example")),
            (&[("Region", "DACH")], None),
            (&[], None),
        ];
        for (attributes, name) in cases {
            let attributes = attributes.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
            assert_eq!(naming.name(&attributes), name, "{attributes:?}");
        }
    }
}
