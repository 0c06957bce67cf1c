//! The real window under test: a display without a screen, WebKit's own driver, and a fresh home for each window.
//!
//! Needs the packages xvfb and webkit2gtk-driver. Everything started here ends with the value that started it.

// Each program that drives the window uses a part of this.
#![allow(dead_code)]

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything on the screen may take to appear: debug builds on a busy machine take their time.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// The built window: `BATON_DESKTOP_BIN`, else the debug build, else the release build. `None`, said visibly, where there is
/// none; in CI that is a failure.
pub fn window_binary() -> Option<PathBuf> {
    let told = std::env::var_os("BATON_DESKTOP_BIN").map(PathBuf::from);
    let found = told.or_else(|| {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| baton_tests::root().join("target"), PathBuf::from);
        ["debug/baton-desktop", "release/baton-desktop"]
            .map(|path| target.join(path))
            .into_iter()
            .find(|path| path.exists())
    });
    if found.as_ref().is_some_and(|path| path.exists()) {
        return found;
    }
    let missing = "no built window; run: make built (or set BATON_DESKTOP_BIN)";
    assert!(std::env::var_os("CI").is_none(), "{missing}");
    eprintln!("SKIPPED: {missing}");
    None
}

/// A process that ends with its value.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A session bus, on which a second Baton finds the first.
pub struct Bus {
    pub address: String,
    _daemon: Running,
}

impl Bus {
    pub fn start() -> Bus {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon starts (package dbus-daemon)");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().expect("its output")).read_line(&mut address).expect("its address");
        assert!(!address.trim().is_empty(), "the bus ended before it had an address");
        Bus { address: address.trim().to_owned(), _daemon: Running(daemon) }
    }
}

/// A display without a screen.
pub struct Display {
    name: String,
    _server: Running,
}

impl Display {
    /// Starts Xvfb on a free number.
    pub fn start(width: u32, height: u32) -> Display {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts (package xvfb)");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("its output")).read_line(&mut number).expect("Xvfb says its number");
        assert!(!number.trim().is_empty(), "Xvfb ended before it had a display");
        Display { name: format!(":{}", number.trim()), _server: Running(server) }
    }

    /// `:99`
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A program on this display, at home in a folder of its own.
    pub fn command(&self, program: &Path, home: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env("HOME", home)
            // No session bus: a Baton that runs on this machine neither answers nor is disturbed.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_THEME", "Adwaita")
            // A new workspace proposes the machine's zone.
            .env("TZ", "UTC")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("BATON_PICK")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

/// What a window is started with.
#[derive(Debug, Default)]
pub struct Start {
    /// The command line, such as a workspace to open.
    pub arguments: Vec<PathBuf>,
    /// Answers of file dialogs.
    pub picks: Vec<PathBuf>,
    /// Where the program remembers and where the sample goes; a new folder unless given.
    pub home: Option<PathBuf>,
    /// Pictures will be taken of it.
    pub for_pictures: bool,
    /// The address of a session bus; none unless given.
    pub bus: Option<String>,
}

/// A window with its driver. Close it with [`Window::close`] so that the program ends as it does when a person closes it.
pub struct Window {
    pub client: Client,
    /// From starting the program until the driver had a page.
    pub started_in: Duration,
    driver: Running,
    home: PathBuf,
    _own_home: Option<TempDir>,
}

impl Window {
    /// Starts the program on the display.
    pub async fn open(binary: &Path, display: &Display, start: Start) -> Window {
        let own_home = start.home.is_none().then(|| TempDir::new().expect("a folder"));
        let home =
            start.home.clone().or_else(|| own_home.as_ref().map(|home| home.path().to_path_buf())).expect("a home");
        let port = free_port();
        let mut driver = display.command(Path::new("WebKitWebDriver"), &home);
        driver
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // The window draws as it does for people: Baton decides how.
            .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER");
        if start.for_pictures {
            // Without the renderer that Baton turns off, which is several times slower where there is no graphics card, WebKit
            // does not always answer a request for a picture.
            driver.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
        }
        if let Some(bus) = &start.bus {
            driver.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        if !start.picks.is_empty() {
            let picks: Vec<String> = start.picks.iter().map(|path| path.display().to_string()).collect();
            driver.env("BATON_PICK", picks.join("\n"));
        }
        let driver = Running(driver.spawn().expect("WebKitWebDriver starts (package webkit2gtk-driver)"));
        let options = json!({"binary": binary, "args": start.arguments});
        let capabilities = json!({"webkitgtk:browserOptions": options}).as_object().cloned().unwrap_or_default();
        let begun = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match builder.connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                // The driver itself takes a moment before it listens.
                Err(error) if begun.elapsed() > PATIENCE => panic!("the window did not open: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        };
        Window { client, started_in: begun.elapsed(), driver, home, _own_home: own_home }
    }

    /// Closes the window, and waits until the program has let go of its files.
    pub async fn close(self) {
        let program = children(self.driver.0.id()).first().copied();
        // The driver answers that the session is over; where the program ended first, that is what was asked for.
        let _ = self.client.clone().close().await;
        if let Some(program) = program {
            has_ended(program).await;
        }
    }

    /// Asks the program to end, as the system does at the end of a session, and waits until it has.
    pub async fn end(self) {
        let program = *children(self.driver.0.id()).first().expect("the driver started the program");
        let asked = Command::new("kill").args(["-s", "TERM", &program.to_string()]).status();
        assert!(asked.is_ok_and(|asked| asked.success()), "the program could not be asked");
        has_ended(program).await;
    }

    /// The home folder that this window has.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Memory of the program and of WebKit's processes behind it, shared pages counted in proportion (PSS).
    pub fn memory_bytes(&self) -> u64 {
        let mut processes = vec![self.driver.0.id()];
        let mut bytes = 0;
        while let Some(process) = processes.pop() {
            processes.extend(children(process));
            if process != self.driver.0.id() {
                bytes += proportional_bytes(process);
            }
        }
        bytes
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        let ran = self.client.execute(script, Vec::new()).await;
        ran.unwrap_or_else(|error| panic!("script failed: {error}\n{}", &script[..script.len().min(200)]))
    }

    /// Runs a script that answers by its last argument, a function.
    pub async fn ask(&self, script: &str) -> Value {
        let ran = self.client.execute_async(script, Vec::new()).await;
        ran.unwrap_or_else(|error| panic!("script failed: {error}\n{}", &script[..script.len().min(200)]))
    }

    /// Goes to a place of the view: `/review`.
    pub async fn go(&self, place: &str) {
        self.run(&format!("location.hash = {}", json!(format!("#{place}")))).await;
    }

    /// Gives the page this size in pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window takes a size");
    }

    /// Chooses a theme as a person would have, for good, and starts the view anew with it.
    pub async fn theme(&self, theme: &str) {
        // The page that is about to go is marked: it may have the theme already, and must not be taken for the next one.
        self.run(&format!(
            "document.body.dataset.old = 'old'; localStorage.setItem('baton.theme', {theme:?}); location.reload()"
        ))
        .await;
        let anew = "document.body.dataset.old === undefined && document.querySelector('#root main') !== null";
        let themed = format!("return {anew} && document.documentElement.dataset.theme === {theme:?}");
        self.until(&format!("the theme {theme}"), &themed).await;
    }

    /// Waits until a script says true.
    pub async fn until(&self, what: &str, script: &str) {
        let begun = Instant::now();
        // While a page loads there is nothing to ask.
        while self.client.execute(script, Vec::new()).await.ok() != Some(Value::Bool(true)) {
            if begun.elapsed() > PATIENCE {
                let page = self.client.execute("return document.body.innerText", Vec::new()).await.ok();
                panic!(
                    "waited for {what} in vain; the page says: {}",
                    page.and_then(|text| text.as_str().map(String::from)).unwrap_or_default()
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until something matches the CSS selector.
    pub async fn shows(&self, selector: &str) {
        self.until(selector, &format!("return document.querySelector({selector:?}) !== null")).await;
    }

    /// Waits until the page holds this text.
    pub async fn says(&self, text: &str) {
        self.until(&format!("\"{text}\""), &format!("return document.body.innerText.includes({text:?})")).await;
    }

    /// Waits until nothing is loading, fonts are there, and what stands in the page is painted.
    pub async fn settles(&self) {
        self.until(
            "the page to settle",
            "return document.fonts.status === 'loaded' && document.querySelector('[aria-busy=true]') === null",
        )
        .await;
        self.ask("const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))").await;
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(key).await.unwrap_or_else(|error| panic!("{key} cannot be pressed: {error}"));
    }

    /// Clicks what the XPath finds, once it is there.
    pub async fn click(&self, path: &str) {
        let element = self.client.wait().at_most(PATIENCE).for_element(fantoccini::Locator::XPath(path)).await;
        let element = match element {
            Ok(element) => element,
            Err(error) => {
                let page = self.client.execute("return document.body.innerText", Vec::new()).await.ok();
                panic!("{path} did not appear ({error}); the page says: {page:?}");
            }
        };
        element.click().await.unwrap_or_else(|error| panic!("{path} cannot be clicked: {error}"));
    }
}

/// Waits until a program that the driver started has ended.
async fn has_ended(program: u32) {
    let begun = Instant::now();
    // What has ended and is not yet waited for by the driver is still listed, as a process without a command line.
    while std::fs::read(format!("/proc/{program}/cmdline")).is_ok_and(|words| !words.is_empty()) {
        assert!(begun.elapsed() < PATIENCE, "the program did not end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The processes that a process started.
fn children(process: u32) -> Vec<u32> {
    let started_by = format!("PPid:\t{process}");
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |id: &u32| {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        status.lines().any(|line| line == started_by)
    };
    ids.filter(is_child).collect()
}

fn proportional_bytes(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A button by its words, once it can be pressed.
pub fn button(words: &str) -> String {
    format!("//button[not(@disabled)][contains(normalize-space(.), {words:?})]")
}
