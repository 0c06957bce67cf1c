use super::{DESKS, Done, RATE, exponential};
use rand_pcg::Pcg64Mcg;
use simrs::{Component, ComponentId, Executor, Fifo, Key, QueueId, Scheduler, Simulation, State};
use std::cell::RefCell;
use std::time::Duration;

#[derive(Debug)]
enum Event {
    Came,
    Finished,
}

struct Desk {
    waiting: QueueId<Fifo<Duration>>,
    tally: Key<Tally>,
    random: RefCell<Pcg64Mcg>,
    leads: u64,
}

#[derive(Default)]
struct Tally {
    came: u64,
    busy: u32,
    done: u64,
    waited: Duration,
}

impl Component for Desk {
    type Event = Event;

    fn process_event(&self, own: ComponentId<Event>, event: &Event, scheduler: &mut Scheduler, state: &mut State) {
        let random = &mut *self.random.borrow_mut();
        let now = scheduler.time();
        match event {
            Event::Came => {
                let tally = state.get_mut(self.tally).expect("the tally was put there");
                tally.came += 1;
                if tally.came < self.leads {
                    scheduler.schedule(exponential(random, 1.0 / RATE), own, Event::Came);
                }
                if tally.busy < DESKS {
                    tally.busy += 1;
                    scheduler.schedule(exponential(random, 1.0), own, Event::Finished);
                } else {
                    state.send(self.waiting, now).expect("the queue has no bound");
                }
            }
            Event::Finished => {
                let next = state.recv(self.waiting);
                let tally = state.get_mut(self.tally).expect("the tally was put there");
                tally.done += 1;
                match next {
                    Some(since) => {
                        tally.waited += now - since;
                        scheduler.schedule(exponential(random, 1.0), own, Event::Finished);
                    }
                    None => tally.busy -= 1,
                }
            }
        }
    }
}

pub fn run(leads: u64) -> Done {
    let mut simulation = Simulation::default();
    let waiting = simulation.add_queue(Fifo::default());
    let tally = simulation.state.insert(Tally::default());
    let random = RefCell::new(Pcg64Mcg::new(1));
    let desk = simulation.add_component(Desk { waiting, tally, random, leads });
    simulation.schedule(Duration::ZERO, desk, Event::Came);
    simulation.execute(Executor::unbound());
    let tally = simulation.state.remove(tally).expect("the tally was put there");
    Done { leads: tally.done, waited: tally.waited }
}
