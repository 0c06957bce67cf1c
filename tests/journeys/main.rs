//! What a user does through the command line and with the file, and the rules of the house.

#![allow(clippy::unwrap_used, clippy::err_expect)] // A test may fail where it stands.

mod backups;
mod command_line;
mod council;
mod house;
mod policy_change;
mod real_data;
mod replay;
mod store_and_undo;
mod workspace_file;
