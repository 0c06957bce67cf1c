use super::{DESKS, Done, RATE, exponential};
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{EventSinkReader, Output, SinkState, event_slot};
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::time::Duration;

#[derive(Serialize, Deserialize)]
pub struct Desk {
    /// Leads done and how long they waited, said once.
    pub result: Output<(u64, Duration)>,
    waiting: VecDeque<MonotonicTime>,
    random: Pcg64Mcg,
    leads: u64,
    came: u64,
    busy: u32,
    done: u64,
    waited: Duration,
}

#[Model]
impl Desk {
    fn new(leads: u64) -> Desk {
        Desk {
            result: Output::default(),
            waiting: VecDeque::new(),
            random: Pcg64Mcg::new(1),
            leads,
            came: 0,
            busy: 0,
            done: 0,
            waited: Duration::ZERO,
        }
    }

    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        self.plan_arrival(cx);
    }

    fn plan_arrival(&mut self, cx: &Context<Self>) {
        let gap = exponential(&mut self.random, 1.0 / RATE).max(Duration::from_nanos(1));
        cx.schedule_event(gap, schedulable!(Self::come), ()).expect("it lies ahead");
    }

    fn plan_end(&mut self, cx: &Context<Self>) {
        let length = exponential(&mut self.random, 1.0).max(Duration::from_nanos(1));
        cx.schedule_event(length, schedulable!(Self::finish), ()).expect("it lies ahead");
    }

    #[nexosim(schedulable)]
    fn come(&mut self, _: (), cx: &Context<Self>) {
        self.came += 1;
        if self.came < self.leads {
            self.plan_arrival(cx);
        }
        if self.busy < DESKS {
            self.busy += 1;
            self.plan_end(cx);
        } else {
            self.waiting.push_back(cx.time());
        }
    }

    #[nexosim(schedulable)]
    async fn finish(&mut self, _: (), cx: &Context<Self>) {
        self.done += 1;
        match self.waiting.pop_front() {
            Some(since) => {
                self.waited += cx.time().duration_since(since);
                self.plan_end(cx);
            }
            None => self.busy -= 1,
        }
        if self.done == self.leads {
            self.result.send((self.done, self.waited)).await;
        }
    }
}

pub fn run(leads: u64) -> Done {
    let (mut desk, mailbox) = (Desk::new(leads), Mailbox::new());
    let (sink, mut result) = event_slot(SinkState::Enabled);
    desk.result.connect_sink(sink);
    let bench = SimInit::with_num_threads(1).add_model(desk, mailbox, "desk");
    let mut simulation = bench.init(MonotonicTime::EPOCH).expect("the bench is right");
    simulation.run().expect("nothing stands in its way");
    let (leads, waited) = result.try_read().expect("it ends with its result");
    Done { leads, waited }
}
