"""The same two scenarios in SimPy, and M/M/10 in Ciw (both PyPI): CPU nanoseconds per handoff.

M/M/10 at a load of 0.9; and the handoff scenario: 20 reps on weekdays from nine to five, three tiers with priority, a two-hour
acceptance window with reminder, alert and re-route, lognormal handling.
"""

import math
import random
import time

import ciw
import simpy


def timed(name, run, handoffs):
    before = time.process_time_ns()
    done = run()
    assert done > 0.9 * handoffs, (name, done)
    print(name, (time.process_time_ns() - before) / done)


def simpy_mmc(leads):
    env = simpy.Environment()
    desk = simpy.Resource(env, capacity=10)
    draw = random.Random(1)
    done = [0]

    def lead():
        with desk.request() as turn:
            yield turn
            yield env.timeout(draw.expovariate(1.0))
        done[0] += 1

    def source():
        for _ in range(leads):
            yield env.timeout(draw.expovariate(9.0))
            env.process(lead())

    env.process(source())
    env.run()
    return done[0]


def ciw_mmc(leads):
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=9.0)],
        service_distributions=[ciw.dists.Exponential(rate=1.0)],
        number_of_servers=[10],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(leads, method="Finish")
    return len(simulation.get_all_records())


DAY = 480.0  # Minutes of a shift; closed time is left out, as all timers run in business time.


def simpy_handoff(leads):
    env = simpy.Environment()
    reps = simpy.PriorityResource(env, capacity=20)
    draw = random.Random(1)
    mu = math.log(20.0) - 0.8**2 / 2
    done, fired = [0], [0]

    def ladder(accepted):
        for wait in (60.0, 60.0, 240.0):
            yield env.timeout(wait) | accepted
            if accepted.triggered:
                return
            fired[0] += 1

    def lead(tier):
        accepted = env.event()
        env.process(ladder(accepted))
        with reps.request(priority=tier) as turn:
            yield turn
            accepted.succeed()
            yield env.timeout(draw.lognormvariate(mu, 0.8))
        done[0] += 1

    def source():
        for _ in range(leads):
            yield env.timeout(draw.expovariate(106_000 / (261 * DAY)))
            env.process(lead(draw.choices((0, 1, 2), (0.2, 0.35, 0.45))[0]))

    env.process(source())
    env.run()
    return done[0]


if __name__ == "__main__":
    timed("simpy mmc", lambda: simpy_mmc(200_000), 200_000)
    timed("ciw mmc", lambda: ciw_mmc(60_000), 60_000)
    timed("simpy handoff", lambda: simpy_handoff(60_000), 60_000)
