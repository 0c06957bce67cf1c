//! The going through the records that is on its way, as those who wait for it see it: how far it is, and the way to call it off.
//!
//! Whatever is asked, the records are read once for everyone who asks (see [`super::load`]); so there is one progress and one cancel for
//! all questions, and no question has its own. What is called off leaves nothing: the next question reads anew.

use super::load::in_background;
use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::workspace::{Workspace, WorkspaceError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

type Listener = Arc<dyn Fn(Progress) + Send + Sync>;

/// What goes on, who hears of it, and whether it was called off.
#[derive(Default)]
pub(crate) struct Underway {
    state: Mutex<State>,
    /// How much goes on.
    works: watch::Sender<usize>,
    called_off: watch::Sender<()>,
}

#[derive(Default)]
struct State {
    /// Of what goes on now: what begins after a cancel has another.
    cancel: Arc<AtomicBool>,
    told: Option<Progress>,
    listeners: Vec<(u64, Listener)>,
    last_listener: u64,
}

impl Underway {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how far it is. The listeners are called without the lock: one that calls off waits for nobody.
    fn tell(&self, progress: Progress) {
        let mut state = self.state();
        state.told = Some(progress);
        let listeners: Vec<Listener> = state.listeners.iter().map(|(_, listener)| listener.clone()).collect();
        drop(state);
        for listener in listeners {
            listener(progress);
        }
    }
}

/// One part of what goes on, until dropped.
pub(crate) struct Work {
    underway: Arc<Underway>,
    cancel: Arc<AtomicBool>,
    called_off: watch::Receiver<()>,
}

impl Work {
    fn begin(underway: &Arc<Underway>) -> Work {
        let state = underway.state();
        underway.works.send_modify(|works| *works += 1);
        // Under the lock, so that the flag and the signal are of the same cancel.
        Work { cancel: state.cancel.clone(), called_off: underway.called_off.subscribe(), underway: underway.clone() }
    }

    /// What tells of the work and asks whether to go on, for the thread that does it.
    pub fn watch(&self) -> Watch {
        let underway = self.underway.clone();
        Watch { progress: Arc::new(move |progress| underway.tell(progress)), cancel: self.cancel.clone() }
    }

    /// The answer, or that it was called off: at once, though a thread may need a moment to notice.
    pub async fn unless_called_off<T>(
        &self,
        work: impl Future<Output = Result<T, WorkspaceError>>,
    ) -> Result<T, WorkspaceError> {
        let mut called_off = self.called_off.clone();
        tokio::select! {
            biased;
            _ = called_off.changed() => Err(WorkspaceError::Cancelled),
            answer = work => answer,
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let mut state = self.underway.state();
        self.underway.works.send_modify(|works| *works -= 1);
        if *self.underway.works.borrow() == 0 {
            state.told = None;
        }
    }
}

/// Hears how far the reading is, until dropped.
pub struct Following {
    underway: Arc<Underway>,
    listener: u64,
}

impl Following {
    /// Waits until nothing goes on.
    pub async fn over(&self) {
        // The sender lives as long as this does.
        let _ = self.underway.works.subscribe().wait_for(|works| *works == 0).await;
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.underway.state().listeners.retain(|(number, _)| *number != self.listener);
    }
}

impl Workspace {
    /// Tells how far the reading of the records is that is on its way, and every one that begins before this is dropped. Within a phase
    /// what is done only grows.
    pub fn follow_reading(&self, listener: impl Fn(Progress) + Send + Sync + 'static) -> Following {
        let (underway, listener): (_, Listener) = (self.underway().clone(), Arc::new(listener));
        let mut state = underway.state();
        state.last_listener += 1;
        let number = state.last_listener;
        state.listeners.push((number, listener.clone()));
        // What is counted is told again in a moment; what is not is told once.
        let told = state.told.filter(|told| told.total == 0);
        drop(state);
        if let Some(told) = told {
            listener(told);
        }
        Following { underway, listener: number }
    }

    /// Calls off the reading that is on its way: whoever waits for it hears that it was cancelled.
    pub fn call_off_reading(&self) {
        let mut state = self.underway().state();
        std::mem::take(&mut state.cancel).store(true, Ordering::Relaxed);
        self.underway().called_off.send_replace(());
    }

    /// Begins what goes through all records.
    pub(crate) fn begin_reading(&self) -> Work {
        Work::begin(self.underway())
    }

    /// Computes on a thread of its own what takes its time with many records.
    pub(crate) async fn measuring<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, WorkspaceError> + Send + 'static,
    ) -> Result<T, WorkspaceError> {
        let reading = self.begin_reading();
        (reading.watch().progress)(Progress { phase: Phase::Measuring, done: 0, total: 0 });
        reading.unless_called_off(in_background(work)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::mapping::{MAPPING_FORMAT, Mapping, Shape};
    use crate::workspace::{Changed, touch};
    use playbook::metrics::{Basis, ClockChoice};
    use tempfile::TempDir;

    /// More than one connection reads, and each looks up more than once.
    const RECORDS: u64 = 2 * 20_000;

    /// A workspace whose records nobody has read.
    async fn many() -> (TempDir, Workspace) {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::create(&folder.path().join("Many.baton"), "Kestrel Freight", "Europe/Vienna")
            .await
            .expect("a workspace");
        let mut writer = workspace.writer().await.expect("a writer");
        let connection = writer.connection().expect("a connection");
        let mapping = Mapping {
            baton_mapping: MAPPING_FORMAT,
            source: "test".into(),
            shape: Shape::Wide,
            time_zone: "UTC".into(),
            missing: Vec::new(),
            files: Vec::new(),
            events: None,
            fields: Default::default(),
            dispositions: Default::default(),
            pauses: Vec::new(),
            attributes: Vec::new(),
        };
        sqlx::query(
            "insert into batches (id, source, mapping, files, imported_at, row_count, accepted, updated, unchanged, rejected, added_handoffs) \
             values (1, 'test', $1, '[]', 0, $2, $2, 0, 0, 0, '[]')",
        )
        .bind(serde_json::to_string(&mapping).expect("a mapping"))
        .bind(RECORDS as i64)
        .execute(&mut *connection)
        .await
        .expect("a batch");
        sqlx::query(
            "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < $1) \
             insert into records (record_id, handoff, cycle, batch, disposition, started_at, date_only, truncated, source_line, content) \
             select 'R-' || n, 'lead', 1, 1, 'open', 1767603600000 + n * 60000, 0, false, n, n from numbers",
        )
        .bind(RECORDS as i64)
        .execute(&mut *connection)
        .await
        .expect("records");
        sqlx::query("update workspace set records = $1, as_of = 1772000000000")
            .bind(RECORDS as i64)
            .execute(&mut *connection)
            .await
            .expect("a count");
        touch(connection, Changed::Records).await.expect("a change");
        workspace.refresh(connection).await.expect("the new state");
        drop(writer);
        (folder, workspace)
    }

    async fn started(workspace: &Workspace) -> Result<usize, WorkspaceError> {
        let review = workspace.review(None, Basis::default(), ClockChoice::default()).await?;
        Ok(review.map_or(0, |review| review.months.len()))
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_read_is_told_and_only_grows() {
        let (_folder, workspace) = many().await;
        let heard: Arc<Mutex<Vec<Progress>>> = Arc::default();
        let hearing = heard.clone();
        let following = workspace.follow_reading(move |progress| hearing.lock().expect("a list").push(progress));
        assert!(started(&workspace).await.expect("a review") > 0);
        following.over().await;
        let heard = heard.lock().expect("a list").clone();
        let read: Vec<u64> = heard.iter().filter(|one| one.phase == Phase::Reading).map(|one| one.done).collect();
        assert!(read.len() > 3 && read.is_sorted(), "{heard:?}");
        assert!(heard.iter().all(|one| one.phase != Phase::Reading || one.total == RECORDS), "{heard:?}");
        assert!(read.last().is_some_and(|last| *last > RECORDS / 2 && *last <= RECORDS), "{heard:?}");
        assert_eq!(heard.last().map(|one| one.phase), Some(Phase::Measuring), "{heard:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_called_off_leaves_nothing_and_the_next_question_reads_anew() {
        let (_folder, workspace) = many().await;
        let calls_off = workspace.clone();
        // As soon as anything was read.
        let following = workspace.follow_reading(move |_| calls_off.call_off_reading());
        let (one, other) = tokio::join!(started(&workspace), workspace.council(None, 1_772_000_000_000));
        assert!(matches!(one, Err(WorkspaceError::Cancelled)), "{one:?}");
        assert!(matches!(other, Err(WorkspaceError::Cancelled)), "whoever waits for the same reading hears it too");
        assert!(workspace.loaded().is_empty().await, "half a reading is none");
        following.over().await;
        drop(following);
        assert!(started(&workspace).await.expect("read anew") > 0);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_cancel_is_of_what_goes_on_then() {
        let (_folder, workspace) = many().await;
        workspace.call_off_reading();
        assert!(started(&workspace).await.expect("nothing was called off") > 0);
    }
}
