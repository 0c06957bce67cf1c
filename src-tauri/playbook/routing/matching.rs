//! What comes before the table: is the record there already, and whose account is it?

use super::names::{company_name, registrable_domain};
use crate::calendar::Zone;
use crate::policy::criteria::{Fact, Facts, fold};
use crate::policy::{Field, MatchBy, Policy};

/// Catalogue keys and names, without case, blanks and punctuation, of the fields in which a record carries what it is matched by.
const CRM_IDS: [&str; 6] = ["accountid", "companyid", "contactid", "customerid", "crmid", "leadid"];
const EMAILS: [&str; 6] = ["businessemail", "contactemail", "email", "emailaddress", "leademail", "workemail"];
const DOMAINS: [&str; 6] = ["companydomain", "domain", "homepage", "url", "website", "websiteurl"];
const COMPANIES: [&str; 5] = ["account", "accountname", "company", "companyname", "organisation"];

/// What a record may be known by: for each way of matching, the values it has for it, as they are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(Vec<(MatchBy, String)>);

impl Marks {
    /// The marks of a record, for these ways of matching and in their order.
    pub fn of(record: &dyn Facts, by: &[MatchBy], policy: &Policy, zone: &Zone) -> Marks {
        let mut marks = Vec::new();
        for &by in by {
            let of = |names: &[&str]| texts(record, names, policy, zone);
            let found: Vec<String> = match by {
                MatchBy::CrmId => of(&CRM_IDS).iter().map(|text| fold(text).into_owned()).collect(),
                MatchBy::Email => {
                    of(&EMAILS).iter().filter(|text| text.contains('@')).map(|text| fold(text).into_owned()).collect()
                }
                MatchBy::Domain => {
                    let texts = of(&DOMAINS).into_iter().chain(of(&EMAILS));
                    texts.filter_map(|text| registrable_domain(&text)).collect()
                }
                MatchBy::CompanyName => of(&COMPANIES).iter().filter_map(|text| company_name(text)).collect(),
            };
            for value in found {
                if !marks.contains(&(by, value.clone())) {
                    marks.push((by, value));
                }
            }
        }
        Marks(marks)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Texts of which whatever shares a mark holds one, whatever the case; none where that cannot be said, because names of companies
    /// are compared without accents.
    pub fn texts(&self) -> Vec<String> {
        if self.0.iter().any(|(by, _)| *by == MatchBy::CompanyName) {
            return Vec::new();
        }
        self.0.iter().map(|(_, value)| value.clone()).collect()
    }

    /// The surest thing that both have in common.
    pub fn shared<'a>(&'a self, other: &Marks) -> Option<(MatchBy, &'a str)> {
        self.0.iter().find(|mark| other.0.contains(mark)).map(|(by, value)| (*by, value.as_str()))
    }
}

/// What a record has in the fields that go by one of these names.
fn texts(record: &dyn Facts, names: &[&str], policy: &Policy, zone: &Zone) -> Vec<String> {
    let bare = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let is_one =
        |field: &&Field| names.contains(&bare(&field.key).as_str()) || names.contains(&bare(&field.name).as_str());
    let text = |field: &Field| match record.fact(field, zone) {
        Fact::Text(text) | Fact::Unreadable(text) => Some(text.to_owned()),
        Fact::Number(number) => Some(number.to_string()),
        Fact::Blank | Fact::Date(_) | Fact::Instant(_) | Fact::Boolean(_) => None,
    };
    policy.fields.iter().filter(is_one).filter_map(text).collect()
}

/// `the e-mail address`: in a sentence.
pub(super) const fn words(by: MatchBy) -> &'static str {
    match by {
        MatchBy::CrmId => "the CRM's id",
        MatchBy::Email => "the e-mail address",
        MatchBy::Domain => "the domain",
        MatchBy::CompanyName => "the company's name",
    }
}
