//! The command layer without a display: the real commands, handler and permissions on Tauri's mock runtime.

use crate::desk::Desk;
use crate::picks::Picks;
use crate::{program, window};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;
use workbench::workspace::Backups;

pub struct TestWindow {
    app: App<MockRuntime>,
    main: WebviewWindow<MockRuntime>,
    other: WebviewWindow<MockRuntime>,
    folder: TempDir,
}

impl TestWindow {
    /// A program that was just started, in which every dialog is cancelled.
    pub fn new() -> TestWindow {
        TestWindow::answering(|_| Vec::new())
    }

    /// A program whose dialogs answer with these files of its folder.
    pub fn answering(paths: impl FnOnce(&Path) -> Vec<PathBuf>) -> TestWindow {
        let folder = tempfile::tempdir().unwrap();
        let app = program::with_commands(mock_builder()).build(tauri::generate_context!()).unwrap();
        let picks = Picks::automated(paths(folder.path()));
        let backups = Backups::in_folder(&folder.path().join("backups"));
        app.manage(Desk::new(&folder.path().join("config"), folder.path(), backups, picks));
        let main = WebviewWindowBuilder::new(&app, window::LABEL, Default::default()).build().unwrap();
        let other = WebviewWindowBuilder::new(&app, "other", Default::default()).build().unwrap();
        TestWindow { app, main, other, folder }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn desk(&self) -> tauri::State<'_, Desk> {
        self.app.state::<Desk>()
    }

    /// Calls a command as the view does.
    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        self.call_from("tauri://localhost", window::LABEL, command, arguments)
    }

    /// Calls a command from a page at `origin` in the window with that label.
    pub fn call_from(&self, origin: &str, label: &str, command: &str, arguments: Value) -> Result<Value, Value> {
        let webview = if label == window::LABEL { &self.main } else { &self.other };
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: origin.parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_string(),
        };
        get_ipc_response(webview, request).map(|body| body.deserialize().unwrap())
    }
}
