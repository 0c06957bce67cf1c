//! `baton-desktop [FILE.baton]`

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    baton_desktop::run()
}
