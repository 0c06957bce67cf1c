//! The one window: what it shows, where it may go (nowhere else), and what it needs of the system.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, LogicalSize, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// How large the window is the first time, in logical pixels; after that it is as large as it was left.
const SIZE: (f64, f64) = (1440.0, 900.0);

/// Below this the review's grid has no room.
const SMALLEST: (f64, f64) = (1024.0, 640.0);

/// The label that the capability file names.
pub const LABEL: &str = "main";

/// Opens the window. It goes to no other address and opens no other window, whatever the page asks.
pub fn open<R: Runtime, M: Manager<R>>(manager: &M) -> tauri::Result<WebviewWindow<R>> {
    let dev = manager.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(manager, LABEL, WebviewUrl::default())
        .title("Baton")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .on_navigation(move |url| is_own(url, dev.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    if let Some(monitor) = window.current_monitor()? {
        let screen = monitor.work_area().size.to_logical::<f64>(monitor.scale_factor());
        let size = window.inner_size()?.to_logical::<f64>(monitor.scale_factor());
        let (width, height) = within((size.width, size.height), (screen.width, screen.height));
        if (width, height) != (size.width, size.height) {
            window.set_size(LogicalSize::new(width, height))?;
        }
    }
    Ok(window)
}

/// A size that fits the screen, however small that is.
fn within(size: (f64, f64), screen: (f64, f64)) -> (f64, f64) {
    (size.0.min(screen.0), size.1.min(screen.1))
}

/// Whether an address is the view's own: the built pages, or the server that serves them while they are written.
fn is_own(url: &Url, dev: Option<&Url>) -> bool {
    let built = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How the built pages are called where a custom scheme cannot be.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    built || dev.is_some_and(|dev| dev.origin() == url.origin())
}

/// Prepares the process for a window, or says in a sentence why there can be none.
pub fn prepare() -> Result<(), String> {
    #[cfg(target_os = "linux")]
    linux::prepare()?;
    Ok(())
}

/// Lets the program end in order when the system or a terminal asks it to, as it does when its window is closed. `close` is
/// what has to be done before the end.
pub fn end_when_asked<R: Runtime>(app: &AppHandle<R>, close: fn(&AppHandle<R>)) {
    #[cfg(target_os = "linux")]
    linux::end_when_asked(app, close);
    #[cfg(not(target_os = "linux"))]
    let _ = (app, close);
}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::glib::{ControlFlow, unix_signal_add};
    use std::time::Duration;
    use tauri::{AppHandle, Runtime};

    /// SIGHUP, SIGINT and SIGTERM: the terminal was closed, Ctrl+C, and `kill` or the end of the session.
    const REQUESTS_TO_END: [i32; 3] = [1, 2, 15];

    /// How long the end may take before it is made from outside: a dialog of the system's own, as the one for printing, holds up
    /// the loop that would end the program.
    const PATIENCE: Duration = Duration::from_secs(2);

    pub fn end_when_asked<R: Runtime>(app: &AppHandle<R>, close: fn(&AppHandle<R>)) {
        for signal in REQUESTS_TO_END {
            let app = app.clone();
            unix_signal_add(signal, move || {
                app.exit(0);
                let app = app.clone();
                std::thread::spawn(move || {
                    std::thread::sleep(PATIENCE);
                    close(&app);
                    std::process::exit(0);
                });
                ControlFlow::Continue
            });
        }
    }

    pub fn prepare() -> Result<(), String> {
        if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
            // The DMABUF renderer shows a blank window on some graphics drivers.
            //
            // SAFETY: called first thing in `main`, while this is the only thread.
            #[allow(unsafe_code)]
            unsafe {
                std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
            }
        }
        gtk::init().map_err(|_| {
            "there is no display to open a window on. Start Baton from a desktop session, or use the command line: baton --help".into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_views_own_pages_may_be_shown() {
        let dev: Url = "http://localhost:1420".parse().unwrap();
        let cases = [
            ("tauri://localhost", None, true),
            ("tauri://localhost/index.html#/review", None, true),
            ("http://tauri.localhost/", None, true),
            ("http://localhost:1420/", Some(&dev), true),
            ("http://localhost:1420/", None, false),
            ("http://localhost:1421/", Some(&dev), false),
            ("https://example.com/", None, false),
            ("https://tauri.localhost.example.com/", None, false),
            ("tauri://elsewhere/", None, false),
            ("file:///etc/passwd", None, false),
            ("data:text/html,<script>1</script>", None, false),
            ("javascript:alert(1)", None, false),
            ("about:blank", None, false),
        ];
        for (address, dev, own) in cases {
            assert_eq!(is_own(&address.parse().unwrap(), dev), own, "{address}");
        }
    }
}
