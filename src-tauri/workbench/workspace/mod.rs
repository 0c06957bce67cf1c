//! The workspace file: created, opened, checked, backed up, closed.
