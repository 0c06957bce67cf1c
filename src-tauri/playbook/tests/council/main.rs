//! What a council has before it: its figures, its quarter, its rules, and how mature the governance is.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

mod cases;
mod figures;
mod maturity;
mod quarter;
