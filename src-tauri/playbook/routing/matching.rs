//! What comes before the table: is the record there already, and whose account is it?

use super::names::{company_name, registrable_domain};
use crate::calendar::Zone;
use crate::policy::criteria::{Fact, Facts, fold};
use crate::policy::{Field, MatchBy, Policy};
use crate::record::naming::{COMPANIES, bare};

/// Catalogue keys and names, without case, blanks and punctuation, of the fields in which a record carries what it is matched by.
const CRM_IDS: [&str; 6] = ["accountid", "companyid", "contactid", "customerid", "crmid", "leadid"];
const EMAILS: [&str; 6] = ["businessemail", "contactemail", "email", "emailaddress", "leademail", "workemail"];
const DOMAINS: [&str; 6] = ["companydomain", "domain", "homepage", "url", "website", "websiteurl"];

/// What a record may be known by: for each way of matching, the values it has for it, as they are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(Vec<(MatchBy, String)>);

/// The fields of a policy by which records are matched, found once for many records.
#[derive(Debug, Clone)]
pub struct Marking<'a>(Vec<(MatchBy, [Vec<&'a Field>; 2])>);

impl<'a> Marking<'a> {
    pub fn of(by: &[MatchBy], policy: &'a Policy) -> Marking<'a> {
        let fields = |by: &MatchBy| match by {
            MatchBy::CrmId => [called(&CRM_IDS, policy), Vec::new()],
            MatchBy::Email => [called(&EMAILS, policy), Vec::new()],
            MatchBy::Domain => [called(&DOMAINS, policy), called(&EMAILS, policy)],
            MatchBy::CompanyName => [called(&COMPANIES, policy), Vec::new()],
        };
        Marking(by.iter().map(|by| (*by, fields(by))).collect())
    }

    /// The marks of a record, in the order of the ways of matching.
    pub fn marks(&self, record: &dyn Facts, zone: &Zone) -> Marks {
        let mut marks = Vec::new();
        for (by, fields) in &self.0 {
            let by = *by;
            let texts: Vec<String> = fields.iter().flatten().filter_map(|field| text(record, field, zone)).collect();
            let found: Vec<String> = match by {
                MatchBy::CrmId => texts.iter().map(|text| fold(text).into_owned()).collect(),
                MatchBy::Email => {
                    texts.iter().filter(|text| text.contains('@')).map(|text| fold(text).into_owned()).collect()
                }
                MatchBy::Domain => texts.iter().filter_map(|text| registrable_domain(text)).collect(),
                MatchBy::CompanyName => texts.iter().filter_map(|text| company_name(text)).collect(),
            };
            for value in found {
                if !marks.contains(&(by, value.clone())) {
                    marks.push((by, value));
                }
            }
        }
        Marks(marks)
    }
}

impl Marks {
    /// The marks of a record, for these ways of matching and in their order.
    pub fn of(record: &dyn Facts, by: &[MatchBy], policy: &Policy, zone: &Zone) -> Marks {
        Marking::of(by, policy).marks(record, zone)
    }

    /// Each with the way of matching that it is for, the surest first.
    pub fn iter(&self) -> impl Iterator<Item = (MatchBy, &str)> {
        self.0.iter().map(|(by, value)| (*by, value.as_str()))
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

/// The fields that go by one of these names.
fn called<'a>(names: &[&str], policy: &'a Policy) -> Vec<&'a Field> {
    let is_one =
        |field: &&Field| names.contains(&bare(&field.key).as_str()) || names.contains(&bare(&field.name).as_str());
    policy.fields.iter().filter(is_one).collect()
}

/// What a record has in a field, as a text.
fn text(record: &dyn Facts, field: &Field, zone: &Zone) -> Option<String> {
    match record.fact(field, zone) {
        Fact::Text(text) | Fact::Unreadable(text) => Some(text.to_owned()),
        Fact::Number(number) => Some(number.to_string()),
        Fact::Blank | Fact::Date(_) | Fact::Instant(_) | Fact::Boolean(_) => None,
    }
}

/// `the e-mail address`: in a sentence.
pub const fn words(by: MatchBy) -> &'static str {
    match by {
        MatchBy::CrmId => "the CRM's id",
        MatchBy::Email => "the e-mail address",
        MatchBy::Domain => "the domain",
        MatchBy::CompanyName => "the company's name",
    }
}
