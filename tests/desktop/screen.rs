//! What another program on the display sees and does: the windows by name, what was copied, and files dragged from elsewhere.
//!
//! Speaks X11 itself, because no driver of a web page reaches beyond the page.

use crate::driver::{Display, PATIENCE};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window as Id, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// A program of no name on the display, with one small window that nobody sees.
pub struct Screen {
    connection: RustConnection,
    root: Id,
    own: Id,
}

/// How often it looks again.
const PAUSE: Duration = Duration::from_millis(20);

/// The version of the protocol for dragging that is spoken.
const XDND_VERSION: u32 = 5;

impl Screen {
    pub fn of(display: &Display) -> Screen {
        let (connection, number) = RustConnection::connect(Some(display.name())).expect("the display answers");
        let root = connection.setup().roots[number].root;
        let own = connection.generate_id().expect("an id");
        let (depth, border, visual) = (0, 0, 0);
        connection
            .create_window(
                depth,
                own,
                root,
                0,
                0,
                1,
                1,
                border,
                WindowClass::INPUT_OUTPUT,
                visual,
                &CreateWindowAux::new(),
            )
            .expect("a window");
        connection.flush().expect("the display listens");
        Screen { connection, root, own }
    }

    /// The window on the screen that is called exactly so, once it is there.
    pub async fn window(&self, name: &str) -> Id {
        let begun = Instant::now();
        loop {
            let windows = self.windows();
            if let Some((id, _)) = windows.iter().find(|(_, called)| called == name) {
                return *id;
            }
            let names: Vec<&str> = windows.iter().map(|(_, name)| name.as_str()).collect();
            assert!(begun.elapsed() < PATIENCE, "no window {name:?} among {names:?}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    fn windows(&self) -> Vec<(Id, String)> {
        let tree = self.connection.query_tree(self.root).expect("a question").reply().expect("the windows");
        tree.children
            .into_iter()
            .filter_map(|id| {
                let name = self.property(id, AtomEnum::WM_NAME.into())?;
                Some((id, String::from_utf8_lossy(&name).into_owned()))
            })
            .collect()
    }

    /// What was copied last, as text.
    pub async fn clipboard(&self) -> String {
        let [clipboard, text, place] = ["CLIPBOARD", "UTF8_STRING", "BATON_TEST"].map(|name| self.atom(name));
        self.connection.convert_selection(self.own, clipboard, text, place, x11rb::CURRENT_TIME).expect("a question");
        self.connection.flush().expect("the display listens");
        let begun = Instant::now();
        loop {
            if let Some(Event::SelectionNotify(told)) = self.connection.poll_for_event().expect("an event") {
                assert_ne!(told.property, x11rb::NONE, "nothing was copied as text");
                let copied = self.property(self.own, place).expect("the text");
                return String::from_utf8(copied).expect("UTF-8");
            }
            assert!(begun.elapsed() < PATIENCE, "the clipboard does not answer");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Drags files over a window to a point of the screen and lets them go there, as a file manager does.
    pub async fn drop_files(&self, target: Id, (x, y): (u32, u32), files: &[PathBuf]) {
        let list: String = files.iter().map(|file| format!("{}\r\n", uri(file))).collect();
        let [selection, uris, copy] = ["XdndSelection", "text/uri-list", "XdndActionCopy"].map(|name| self.atom(name));
        self.connection.set_selection_owner(self.own, selection, x11rb::CURRENT_TIME).expect("a selection");
        self.tell(target, "XdndEnter", [self.own, XDND_VERSION << 24, uris, 0, 0]);
        let begun = Instant::now();
        // The page decides whether it takes what hovers over it, and not at once.
        let mut taken = false;
        while !taken {
            assert!(begun.elapsed() < PATIENCE, "the window does not take files");
            self.tell(target, "XdndPosition", [self.own, 0, x << 16 | y, x11rb::CURRENT_TIME, copy]);
            tokio::time::sleep(PAUSE * 5).await;
            for event in self.answers(&list) {
                taken |= self.is(&event, "XdndStatus") && event.data.as_data32()[1] & 1 == 1;
            }
        }
        self.tell(target, "XdndDrop", [self.own, 0, x11rb::CURRENT_TIME, 0, 0]);
        while !self.answers(&list).iter().any(|event| self.is(event, "XdndFinished")) {
            assert!(begun.elapsed() < PATIENCE, "the window does not finish taking the files");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// What the target says, once whoever asked for the list of files has it.
    fn answers(&self, list: &str) -> Vec<ClientMessageEvent> {
        let mut told = Vec::new();
        while let Some(event) = self.connection.poll_for_event().expect("an event") {
            match event {
                Event::SelectionRequest(asked) => self.hand_over(&asked, list),
                Event::ClientMessage(message) => told.push(message),
                _ => {}
            }
        }
        told
    }

    fn hand_over(&self, asked: &SelectionRequestEvent, list: &str) {
        let (place, kind) = (asked.property, asked.target);
        self.connection
            .change_property8(PropMode::REPLACE, asked.requestor, place, kind, list.as_bytes())
            .expect("a property");
        let done = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: kind,
            property: place,
        };
        self.connection.send_event(false, asked.requestor, EventMask::NO_EVENT, done).expect("an event");
        self.connection.flush().expect("the display listens");
    }

    fn tell(&self, target: Id, what: &str, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, target, self.atom(what), data);
        self.connection.send_event(false, target, EventMask::NO_EVENT, message).expect("an event");
        self.connection.flush().expect("the display listens");
    }

    fn is(&self, message: &ClientMessageEvent, what: &str) -> bool {
        message.type_ == self.atom(what)
    }

    fn atom(&self, name: &str) -> Atom {
        self.connection.intern_atom(false, name.as_bytes()).expect("a question").reply().expect("an atom").atom
    }

    fn property(&self, window: Id, name: Atom) -> Option<Vec<u8>> {
        let asked = self.connection.get_property(false, window, name, AtomEnum::ANY, 0, u32::MAX / 4).ok()?;
        // A window may go while it is looked at.
        asked.reply().ok().map(|reply| reply.value)
    }
}

/// `file:///home/dana/Leads%20of%20May.csv`
fn uri(path: &Path) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte);
    let text = path.to_str().expect("a path of text");
    let encoded =
        text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("file://{}", encoded.collect::<String>())
}
