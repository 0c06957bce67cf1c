//! From start to exit: plugins, commands, the workspace named on the command line, and a workspace closed before the end.

use crate::desk::Desk;
use crate::picks::Picks;
use crate::{commands, menu, window};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tauri::{AppHandle, Builder, DragDropEvent, Manager, RunEvent, Runtime, WindowEvent};
use workbench::workspace::Backups;

const USAGE: &str = "\
usage: baton-desktop [FILE.baton]

Opens Baton's window, on a workspace where one is named. The command line is another program, `baton`.

  -h, --help     show this
  -V, --version  show the version";

/// Runs the program until its window is closed.
pub fn run() -> ExitCode {
    if let Some(words) = answer_without_a_window(std::env::args().skip(1)) {
        println!("{words}");
        return ExitCode::SUCCESS;
    }
    if let Err(why) = window::prepare() {
        eprintln!("baton-desktop: {why}");
        return ExitCode::FAILURE;
    }
    let built = with_plugins(with_commands(Builder::default()))
        .setup(|app| Ok(set_up(app.handle())?))
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            eprintln!("baton-desktop: the window could not be made: {error}");
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            close_workspace(app);
        }
    });
    ExitCode::SUCCESS
}

/// The single-instance plugin comes first: a second Baton hands its arguments over and ends before anything else begins.
fn with_plugins<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    use tauri_plugin_window_state::StateFlags;
    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    builder
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| called_again(app, &arguments, &folder)))
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(kept).build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
}

/// The commands that the view may call, and what they share.
pub(crate) fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .invoke_handler(tauri::generate_handler![
            commands::app::app_info,
            commands::app::workspace_new,
            commands::app::workspace_open,
            commands::app::workspace_sample,
            commands::app::workspace_close,
            commands::app::workspace_summary,
            commands::app::recent_forget,
            commands::app::recent_pin,
            commands::app::time_zones,
            commands::app::zone_clock,
            commands::app::copy_text,
            commands::app::menu_show,
            commands::app::window_theme,
            commands::app::quit,
            commands::backups::backups,
            commands::backups::backup_now,
            commands::backups::backup_restore,
            commands::backups::backup_remove,
            commands::imports::import_choose,
            commands::imports::import_inspect,
            commands::imports::import_suggest,
            commands::imports::import_reinspect,
            commands::imports::import_dry_run,
            commands::imports::import_run,
            commands::imports::import_cancel,
            commands::imports::import_save_rejects,
            commands::imports::batches,
            commands::imports::batch_undo,
            commands::records::records_page,
            commands::records::facets,
            commands::records::record,
            commands::records::records_export,
            commands::records::records_reading,
            commands::records::records_reading_cancel,
            commands::review::review,
            commands::review::segments,
            commands::review::xmr_chart,
            commands::pictures::picture_copy,
            commands::pictures::picture_save,
            commands::review::figures_export,
            commands::review::definitions,
            commands::packs::pack_save,
            commands::packs::pack_cancel,
            commands::packs::ledger_pdf,
            commands::packs::packet_pdf,
            commands::packs::spec_pdf,
            commands::journey::draft_map,
            commands::journey::draft_spec,
            commands::drafts::draft,
            commands::drafts::draft_edit,
            commands::drafts::draft_undo,
            commands::drafts::draft_redo,
            commands::drafts::draft_removal,
            commands::drafts::draft_discard,
            commands::drafts::draft_diff,
            commands::drafts::draft_publish,
            commands::drafts::policy_history,
            commands::drafts::policy_diff,
            commands::drafts::policy_at,
            commands::drafts::policy_restore,
            commands::drafts::branch_new,
            commands::drafts::branch_switch,
            commands::drafts::branch_remove,
            commands::drafts::policy_export_file,
            commands::drafts::policy_import_file,
            commands::drafts::templates,
            commands::judgement::draft_check,
            commands::judgement::problem_mute,
            commands::judgement::problem_unmute,
            commands::judgement::criteria_words,
            commands::judgement::criteria_evidence,
            commands::judgement::packet_fill,
            commands::judgement::packet_try,
            commands::judgement::routing_try,
            commands::judgement::routing_hits,
            commands::judgement::ladder_fired,
            commands::judgement::records_like,
            commands::judgement::flip_preview,
            commands::judgement::flip_cancel,
            commands::simulations::replay,
            commands::simulations::replay_cancel,
            commands::simulations::simulation_start,
            commands::simulations::simulation_last,
            commands::simulations::simulate,
            commands::simulations::simulate_cancel,
            commands::simulations::simulate_day,
            commands::simulations::simulate_rank,
            commands::simulations::simulate_staffing,
            commands::simulations::scenario_save,
            commands::simulations::scenario_remove,
            commands::exceptions::exceptions,
            commands::exceptions::exception,
            commands::exceptions::exception_record_owner,
            commands::exceptions::exception_act,
            commands::exceptions::exception_report,
            commands::exceptions::exceptions_open,
            commands::exceptions::exceptions_detect,
            commands::exceptions::exceptions_detect_cancel,
            commands::exceptions::exception_measures,
            commands::exceptions::exceptions_export,
            commands::exceptions::audit_verify,
            commands::exceptions::audit_entries,
            commands::exceptions::audit_export,
            commands::council::council,
            commands::council::decision_save,
            commands::council::decisions,
            commands::council::decision_carried_out,
            commands::council::decision_remove,
            commands::council::action_save,
            commands::council::action_done,
            commands::council::action_remove,
            commands::council::notes_save,
            commands::council::attendance_save,
            commands::council::sign_off,
            commands::council::reopen,
            commands::council::cadence,
            commands::council::cadence_done,
            commands::council::cadence_ical,
            commands::council::weekly_missed,
            commands::council::quarterly,
            commands::council::maturity,
            commands::council::maturity_judge,
            commands::settings::policy,
            commands::settings::policy_save,
            commands::settings::calendar_year,
            commands::settings::holiday_countries,
            commands::settings::holiday_proposals,
            commands::settings::ical_import,
            commands::settings::due_example,
        ])
        .manage(menu::Shown::default())
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
                window.state::<Desk>().choose(paths);
            }
        })
}

fn set_up<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    window::end_when_asked(app, close_workspace);
    let (config, home) = (app.path().app_config_dir()?, app.path().home_dir()?);
    let backups = Backups::of_this_user().unwrap_or_else(|| Backups::in_folder(&config.join("backups")));
    app.manage(Desk::new(&config, &home, backups, Picks::from_environment()));
    let here = std::env::current_dir().unwrap_or_default();
    // The window does not wait for the workspace; the view's first question does.
    if let Some(path) = workspace_in(std::env::args().skip(1), &here) {
        open_in_background(app, path);
    }
    window::open(app)?;
    Ok(())
}

/// A second Baton was started: its workspace opens here, and this window comes to the front.
fn called_again<R: Runtime>(app: &AppHandle<R>, arguments: &[String], folder: &str) {
    if let Some(path) = workspace_in(arguments.iter().skip(1).cloned(), Path::new(folder)) {
        open_in_background(app, path);
    }
    if let Some(window) = app.get_webview_window(window::LABEL) {
        // Bringing it to the front is a courtesy that a window manager may refuse.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// What an option asks for that needs no window.
fn answer_without_a_window(mut arguments: impl Iterator<Item = String>) -> Option<String> {
    arguments.find_map(|argument| match argument.as_str() {
        "-h" | "--help" => Some(USAGE.to_owned()),
        "-V" | "--version" => Some(concat!("Baton ", env!("CARGO_PKG_VERSION")).to_owned()),
        _ => None,
    })
}

/// The first argument that is no option, seen from the folder in which the program was called.
fn workspace_in(arguments: impl Iterator<Item = String>, folder: &Path) -> Option<PathBuf> {
    arguments.into_iter().find(|argument| !argument.starts_with('-')).map(|argument| folder.join(argument))
}

fn open_in_background<R: Runtime>(app: &AppHandle<R>, path: PathBuf) {
    let app = app.clone();
    // Held from here on, so that the view's first question waits for the workspace.
    let held = app.state::<Desk>().hold();
    let opening = tauri::async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        let opened = match held {
            Some(held) => desk.open_held(held, &path).await,
            None => desk.open(&path).await,
        };
        if let Err(refused) = opened {
            desk.keep_trouble(refused);
        }
        // The view may be there already, asked for another workspace by a second start.
        let _ = commands::tell_changed(&app);
    });
    drop(opening);
}

fn close_workspace<R: Runtime>(app: &AppHandle<R>) {
    let desk = app.state::<Desk>();
    // Closing waits for a running import, which would hold up the end of the program; cancelled, it leaves nothing behind.
    desk.cancel();
    if let Err(refused) = tauri::async_runtime::block_on(desk.close()) {
        eprintln!("baton-desktop: {}", refused.message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_to_open_is_the_first_argument_that_is_no_option() {
        let told =
            |arguments: &[&str]| workspace_in(arguments.iter().map(|text| text.to_string()), Path::new("/home/dana"));
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["--flag"]), None);
        assert_eq!(told(&["Acme.baton"]), Some("/home/dana/Acme.baton".into()));
        assert_eq!(told(&["--flag", "/data/Acme.baton", "Other.baton"]), Some("/data/Acme.baton".into()));
    }
}
