//! The one place that calls SQLite itself: limits that sqlx has no word for, and statements stepped without a thread between
//! them and the rows, because a million rows pay for every hop.
//!
//! Everything public here is safe to call: the handle stays locked for as long as a statement lives.
#![allow(unsafe_code)]

use libsqlite3_sys as ffi;
use sqlx::sqlite::LockedSqliteHandle;
use std::ffi::{CStr, c_int};
use std::marker::PhantomData;
use std::ptr;

/// SQLite's own words for what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("SQLite error {code}: {text}")]
pub(crate) struct RawError {
    pub code: i32,
    pub text: String,
}

impl RawError {
    pub fn is_interrupt(&self) -> bool {
        self.code & 0xff == ffi::SQLITE_INTERRUPT
    }

    pub fn is_constraint(&self) -> bool {
        self.code & 0xff == ffi::SQLITE_CONSTRAINT
    }
}

/// Longest value that is read or written, in bytes.
const MAX_VALUE: c_int = 16 << 20;

/// Refuses what a hostile file could make SQLite do: code in its schema, huge values, deep expressions, foreign files.
pub(crate) fn harden(handle: &mut LockedSqliteHandle<'_>) -> Result<(), RawError> {
    let db = handle.as_raw_handle().as_ptr();
    let limits = [
        (ffi::SQLITE_LIMIT_LENGTH, MAX_VALUE),
        (ffi::SQLITE_LIMIT_SQL_LENGTH, 200_000),
        (ffi::SQLITE_LIMIT_COLUMN, 200),
        (ffi::SQLITE_LIMIT_EXPR_DEPTH, 50),
        (ffi::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
        (ffi::SQLITE_LIMIT_WORKER_THREADS, 0),
        // `vacuum into` takes one.
        (ffi::SQLITE_LIMIT_ATTACHED, 1),
    ];
    for (limit, value) in limits {
        // SAFETY: `db` is the open connection that `handle` keeps locked; the call only sets a number in it.
        unsafe { ffi::sqlite3_limit(db, limit, value) };
    }
    for (setting, on) in [(ffi::SQLITE_DBCONFIG_DEFENSIVE, 1), (ffi::SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)] {
        // SAFETY: as above; both settings take an int and an optional out-pointer, which may be null.
        let code = unsafe { ffi::sqlite3_db_config(db, setting, on as c_int, ptr::null_mut::<c_int>()) };
        check(db, code)?;
    }
    Ok(())
}

/// A connection whose handle is locked for stepping statements on this thread.
pub(crate) struct Raw<'h> {
    db: *mut ffi::sqlite3,
    locked: PhantomData<&'h mut ()>,
}

impl<'h> Raw<'h> {
    pub fn new(handle: &'h mut LockedSqliteHandle<'_>) -> Raw<'h> {
        Raw { db: handle.as_raw_handle().as_ptr(), locked: PhantomData }
    }

    pub fn prepare(&self, sql: &str) -> Result<Statement<'_>, RawError> {
        let mut statement = ptr::null_mut();
        // SAFETY: `db` is open while `'h` lives; `sql` is passed with its length, so it needs no terminator.
        let code = unsafe {
            ffi::sqlite3_prepare_v2(self.db, sql.as_ptr().cast(), sql.len() as c_int, &mut statement, ptr::null_mut())
        };
        check(self.db, code)?;
        // SAFETY: the statement was just made.
        let parameters = unsafe { ffi::sqlite3_bind_parameter_count(statement) };
        Ok(Statement {
            db: self.db,
            statement,
            null: vec![true; parameters as usize],
            over: false,
            locked: PhantomData,
        })
    }
}

/// A prepared statement.
pub(crate) struct Statement<'r> {
    db: *mut ffi::sqlite3,
    statement: *mut ffi::sqlite3_stmt,
    /// Which parameters are null already: half of a record's columns always are, and binding them costs as much as the others.
    null: Vec<bool>,
    /// Executed to its end: the texts that it was bound to are gone, so that nothing may step it until it is bound anew.
    over: bool,
    locked: PhantomData<&'r ()>,
}

/// A value to bind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bind<'v> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'v str),
}

impl Statement<'_> {
    /// Binds every parameter and steps to the first row. True = there is one; read it, then call [`Statement::reset`].
    /// The texts are copied: they need not outlive the call.
    pub fn query(&mut self, values: &[Bind<'_>]) -> Result<bool, RawError> {
        self.reset();
        self.bind_all(values.iter().copied(), ffi::SQLITE_TRANSIENT())?;
        self.over = false;
        self.step()
    }

    /// Binds every parameter without copying and runs the statement to its end. The texts are let go of before it returns.
    pub fn execute<'v>(&mut self, values: impl Iterator<Item = Bind<'v>>) -> Result<(), RawError> {
        self.over = true;
        self.bind_all(values, ffi::SQLITE_STATIC())?;
        let done = self.run();
        // A reset statement reads its parameters no more, and `query` binds anew every one that is not null.
        self.reset();
        done.map(|_| ())
    }

    /// Binds every parameter; those that no value is left for become null.
    fn bind_all<'v>(
        &mut self,
        values: impl Iterator<Item = Bind<'v>>,
        lifetime: ffi::sqlite3_destructor_type,
    ) -> Result<(), RawError> {
        let mut bound = 0;
        for value in values {
            self.bind(bound, value, lifetime)?;
            bound += 1;
        }
        (bound..self.null.len()).try_for_each(|at| self.bind(at, Bind::Null, lifetime))
    }

    #[inline]
    fn bind(&mut self, at: usize, value: Bind<'_>, lifetime: ffi::sqlite3_destructor_type) -> Result<(), RawError> {
        let null = matches!(value, Bind::Null);
        if let Some(already) = self.null.get_mut(at)
            && std::mem::replace(already, null)
            && null
        {
            return Ok(());
        }
        let at = at as c_int + 1;
        // SAFETY: the statement is live and reset; text is passed with its length, and `lifetime` says whether SQLite copies it
        // (`query`) or reads it only until the reset that `execute` does before returning.
        let code = unsafe {
            match value {
                Bind::Null => ffi::sqlite3_bind_null(self.statement, at),
                Bind::Int(value) => ffi::sqlite3_bind_int64(self.statement, at, value),
                Bind::Real(value) => ffi::sqlite3_bind_double(self.statement, at, value),
                Bind::Text(text) => {
                    ffi::sqlite3_bind_text(self.statement, at, text.as_ptr().cast(), text.len() as c_int, lifetime)
                }
            }
        };
        check(self.db, code)
    }

    /// True while there is a row of the last query.
    pub fn step(&mut self) -> Result<bool, RawError> {
        if self.over { Ok(false) } else { self.run() }
    }

    fn run(&mut self) -> Result<bool, RawError> {
        // SAFETY: the statement is live, and what it is bound to is its own copy or still the caller's.
        match unsafe { ffi::sqlite3_step(self.statement) } {
            ffi::SQLITE_ROW => Ok(true),
            ffi::SQLITE_DONE => Ok(false),
            code => Err(error(self.db, code)),
        }
    }

    /// How many rows the statement that ran last on the connection has changed, also where it then failed.
    pub fn changes(&self) -> usize {
        // SAFETY: the connection is open while a statement of it lives.
        unsafe { ffi::sqlite3_changes64(self.db) as usize }
    }

    pub fn reset(&mut self) {
        // SAFETY: the statement is live. The code repeats the last step's, which was reported there.
        unsafe { ffi::sqlite3_reset(self.statement) };
    }

    pub fn int(&self, column: usize) -> i64 {
        // SAFETY: the statement is live; SQLite answers 0 for a column that is not there.
        unsafe { ffi::sqlite3_column_int64(self.statement, column as c_int) }
    }

    pub fn optional_int(&self, column: usize) -> Option<i64> {
        (!self.is_null(column)).then(|| self.int(column))
    }

    pub fn optional_real(&self, column: usize) -> Option<f64> {
        // SAFETY: as in `int`.
        (!self.is_null(column)).then(|| unsafe { ffi::sqlite3_column_double(self.statement, column as c_int) })
    }

    pub fn is_null(&self, column: usize) -> bool {
        // SAFETY: as in `int`.
        unsafe { ffi::sqlite3_column_type(self.statement, column as c_int) == ffi::SQLITE_NULL }
    }

    /// The column's text until the next step or reset; `None` = null, or bytes that are no UTF-8.
    pub fn text(&self, column: usize) -> Option<&str> {
        let column = column as c_int;
        // SAFETY: the pointer is valid for `bytes` bytes until the statement is stepped, reset or asked for another type of this
        // column; the first two need `&mut self`, and no column is read as two types.
        let bytes = unsafe {
            let start = ffi::sqlite3_column_text(self.statement, column);
            if start.is_null() {
                return None;
            }
            std::slice::from_raw_parts(start, ffi::sqlite3_column_bytes(self.statement, column) as usize)
        };
        std::str::from_utf8(bytes).ok()
    }
}

impl Drop for Statement<'_> {
    fn drop(&mut self) {
        // SAFETY: the statement is live and is not used again.
        unsafe { ffi::sqlite3_finalize(self.statement) };
    }
}

fn check(db: *mut ffi::sqlite3, code: c_int) -> Result<(), RawError> {
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(error(db, code)) }
}

fn error(db: *mut ffi::sqlite3, code: c_int) -> RawError {
    // SAFETY: `db` is open; SQLite returns a terminated text that lives until the next call on the connection.
    let text = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(db)) };
    RawError { code, text: text.to_string_lossy().into_owned() }
}
