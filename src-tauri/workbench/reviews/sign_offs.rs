//! Sign-off: a month's review is kept whole, as it was when it was signed. Whatever is imported or published later changes what is
//! measured, never what was signed; a month that has to be corrected is reopened, by somebody, for a reason.

use super::sittings::{name_of, refuse, subject, text_of};
use crate::audit::{Done, Tail, append};
use crate::policies::store::digest;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::council::{Reopened, ReviewBook, SignOff, Signature, is_same_person};
use playbook::exception::audit::Verified;
use playbook::metrics::review::LAST_DAYS;
use playbook::metrics::{Month, words};
use serde_json::{Value, json};
use sqlx::{Connection, Row, SqliteConnection};
use std::sync::Arc;

/// How often a sign-off begins anew where somebody else changes the workspace meanwhile.
const ATTEMPTS: usize = 5;

impl Workspace {
    /// Signs a month off. The first signature freezes the review as it is; a further one is for the same numbers.
    pub async fn sign_off(&self, month: Month, by: &str, now: Instant) -> Result<SignOff, WorkspaceError> {
        let by = name_of(by)?;
        if let Some(signed) = self.add_signature(month, by, now).await? {
            return Ok(signed);
        }
        // Measured before the transaction, and thrown away where something changed meanwhile.
        for _ in 0..ATTEMPTS {
            let seen = self.state().data_version;
            let Some(book) = self.live_book(month, now).await? else {
                return refuse(format!("{} has no records. Import them first.", words::month(month)));
            };
            let ends = self.zone_of_policy()?.month_bounds(month).1;
            if book.provenance.as_of < ends - LAST_DAYS {
                return refuse(format!(
                    "{} is not over by the data, which is known to {}. Import the rest of the month first.",
                    words::month(month),
                    words::date_utc(book.provenance.as_of)
                ));
            }
            if !book.provenance.audit_intact {
                return refuse(
                    "the audit trail does not hold; `baton audit verify` says where it breaks. Open a backup.".into(),
                );
            }
            let body = serde_json::to_string(&book).map_err(WorkspaceError::unreadable("review"))?;
            let mut writer = self.writer().await?;
            let connection = writer.connection()?;
            let mut change = connection.begin_with("begin immediate").await?;
            if in_force(&mut change, month).await?.is_some() {
                return Err(WorkspaceError::ItemMoved(format!("sign-off of {}", words::month(month))));
            }
            let version: i64 = sqlx::query_scalar("select data_version from workspace").fetch_one(&mut *change).await?;
            let head = Tail::of(&mut change).await?.head().to_owned();
            let is_as_seen = version == seen && head == book.provenance.audit_head;
            if !is_as_seen {
                change.rollback().await?;
                self.refresh(connection).await?;
                continue;
            }
            let number: i64 = sqlx::query_scalar("select coalesce(max(number), 0) + 1 from sign_offs")
                .fetch_one(&mut *change)
                .await?;
            let from = &book.provenance;
            let signed = SignOff {
                number,
                month,
                signatures: vec![Signature { by: by.to_owned(), at: now }],
                policy_version: from.policy_version,
                batch: from.batch,
                as_of: from.as_of,
                audit_head: from.audit_head.clone(),
                audit_entries: from.audit_entries,
                digest: digest(&body),
                reopened: None,
            };
            sqlx::query(
                "insert into sign_offs (number, month, said, digest, body, reopened_at) values ($1, $2, $3, $4, $5, null)",
            )
            .bind(number)
            .bind(month.0)
            .bind(text(&signed)?)
            .bind(&signed.digest)
            .bind(&body)
            .execute(&mut *change)
            .await?;
            told(&mut change, "review.signed", &signed, by, now, Value::Null).await?;
            change.commit().await?;
            return Ok(signed);
        }
        Err(WorkspaceError::ItemMoved(format!("workspace during the sign-off of {}", words::month(month))))
    }

    /// Adds a signature where the month is signed already.
    async fn add_signature(&self, month: Month, by: &str, now: Instant) -> Result<Option<SignOff>, WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let Some(mut signed) = in_force(&mut change, month).await? else { return Ok(None) };
        let policy = self.policy();
        if signed.signatures.iter().any(|signature| is_same_person(&policy, &signature.by, by)) {
            return refuse(format!("{by} has signed {} already.", words::month(month)));
        }
        signed.signatures.push(Signature { by: by.to_owned(), at: now });
        sqlx::query("update sign_offs set said = $2 where number = $1")
            .bind(signed.number)
            .bind(text(&signed)?)
            .execute(&mut *change)
            .await?;
        told(&mut change, "review.countersigned", &signed, by, now, Value::Null).await?;
        change.commit().await?;
        Ok(Some(signed))
    }

    /// Opens a signed month again. What was signed is kept, and the month says who opened it and why.
    pub async fn reopen(&self, month: Month, by: &str, reason: &str, now: Instant) -> Result<SignOff, WorkspaceError> {
        let (by, reason) = (name_of(by)?, text_of(reason, "reason")?.to_owned());
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let Some(mut signed) = in_force(&mut change, month).await? else {
            return refuse(format!("{} is not signed off, so there is nothing to reopen.", words::month(month)));
        };
        signed.reopened = Some(Reopened { by: by.to_owned(), at: now, reason: reason.clone() });
        sqlx::query("update sign_offs set said = $2, reopened_at = $3 where number = $1")
            .bind(signed.number)
            .bind(text(&signed)?)
            .bind(now)
            .execute(&mut *change)
            .await?;
        told(&mut change, "review.reopened", &signed, by, now, json!(reason)).await?;
        change.commit().await?;
        Ok(signed)
    }

    /// The review of a month as it was signed; `None` = it is not signed, or was reopened.
    ///
    /// # Errors
    /// [`WorkspaceError::Unreadable`] where what stands in the file is not what was signed.
    pub(crate) async fn frozen(&self, month: Month) -> Result<Option<Arc<ReviewBook>>, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let Some(signed) = in_force(&mut reading, month).await? else { return Ok(None) };
        if let Some(book) = self.sat().frozen(signed.number, &signed.digest) {
            return Ok(Some(book));
        }
        let body: String = sqlx::query_scalar("select body from sign_offs where number = $1")
            .bind(signed.number)
            .fetch_one(&mut *reading)
            .await?;
        drop(reading);
        let book = Arc::new(read_book(&body, &signed)?);
        self.sat().keep_frozen(signed.number, &signed.digest, &book);
        Ok(Some(book))
    }

    /// The head of the audit trail, and whether it holds.
    pub(super) async fn trail(&self) -> Result<Verified, WorkspaceError> {
        self.audit_state().await
    }
}

/// What was signed, checked against its digest.
pub(super) fn read_book(body: &str, signed: &SignOff) -> Result<ReviewBook, WorkspaceError> {
    if digest(body) != signed.digest {
        let cause = format!("the numbers of {} are not those that were signed", words::month(signed.month));
        return Err(WorkspaceError::Unreadable { what: "sign-off", cause });
    }
    let mut book: ReviewBook = serde_json::from_str(body).map_err(WorkspaceError::unreadable("sign-off"))?;
    // Signed before reasons had names there.
    for rejection in book.review.rejections.iter_mut().filter(|rejection| rejection.name.is_empty()) {
        rejection.name.clone_from(&rejection.reason);
    }
    Ok(book)
}

fn text(signed: &SignOff) -> Result<String, WorkspaceError> {
    serde_json::to_string(signed).map_err(WorkspaceError::unreadable("sign-off"))
}

async fn told(
    connection: &mut SqliteConnection,
    act: &str,
    signed: &SignOff,
    by: &str,
    now: Instant,
    reason: Value,
) -> Result<(), WorkspaceError> {
    let done = Done {
        at: now,
        actor: by,
        act,
        subject: &subject(signed.month),
        said: json!({ "sign_off": signed.number, "digest": signed.digest, "reason": reason }),
        before: Value::Null,
        after: json!(signed),
    };
    append(connection, done).await
}

/// The sign-off of a month that is in force.
pub(super) async fn in_force(
    connection: &mut SqliteConnection,
    month: Month,
) -> Result<Option<SignOff>, WorkspaceError> {
    let row =
        sqlx::query("select said from sign_offs where month = $1 and reopened_at is null order by number desc limit 1")
            .bind(month.0)
            .fetch_optional(connection)
            .await?;
    row.map(|row| parse(row.try_get("said")?)).transpose()
}

/// Every sign-off of a month, the latest last.
pub(super) async fn of_month(connection: &mut SqliteConnection, month: Month) -> Result<Vec<SignOff>, WorkspaceError> {
    let rows = sqlx::query("select said from sign_offs where month = $1 order by number")
        .bind(month.0)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| parse(row.try_get("said")?)).collect()
}

/// Every sign-off that is in force, by month.
pub(super) async fn all_in_force(connection: &mut SqliteConnection) -> Result<Vec<SignOff>, WorkspaceError> {
    let rows = sqlx::query("select said from sign_offs where reopened_at is null order by month")
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| parse(row.try_get("said")?)).collect()
}

pub(super) fn parse(said: &str) -> Result<SignOff, WorkspaceError> {
    serde_json::from_str(said).map_err(WorkspaceError::unreadable("sign-off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it was signed before notes were read into pieces, before exceptions had their impact, and before a decision said whether its month is
    /// signed: twenty records of one handoff point.
    const OLDER: &str = include_str!("../../../tests/fixtures/council/signed-october.json");

    #[test]
    fn a_month_that_an_older_baton_signed_opens_with_the_same_numbers() {
        let month = Month::new(2026, 10);
        let signed = SignOff {
            number: 1,
            month,
            signatures: vec![Signature { by: "Dana".into(), at: 1_793_880_000_000 }],
            policy_version: 2,
            batch: Some(1),
            as_of: 1_793_455_200_000,
            audit_head: String::new(),
            audit_entries: 0,
            digest: digest(OLDER),
            reopened: None,
        };
        let book = read_book(OLDER, &signed).unwrap();
        let (row, said) = (&book.review.rows[0], &book.council);
        assert_eq!((book.review.month, book.review.records, row.handoff.key.as_str()), (month, 20, "H1"));
        assert_eq!(
            (said.decisions[0].decision.text.as_str(), said.actions[0].owner_name.as_str()),
            ("Name a backup", "Priya Sen")
        );
        assert_eq!(said.notes.blocks.len(), 2, "notes are read from their text: {:?}", said.notes);
        assert!(book.exceptions.impact.is_empty(), "what was not measured then is not made up now");

        let other = SignOff { digest: digest("another"), ..signed };
        assert!(read_book(OLDER, &other).unwrap_err().to_string().contains("not those that were signed"));
    }
}
