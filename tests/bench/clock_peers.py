"""Times businesstimedelta (PyPI) on the cases of `bench-clock cases`, and checks that it gives the same answers.

Prints `businesstimedelta elapsed NS` and `businesstimedelta due NS` (CPU nanoseconds per operation), then the share that agrees.
"""

import csv
import datetime
import sys
import time

import businesstimedelta
import pytz

UTC = pytz.utc
HOLIDAYS = {
    datetime.date(year, month, day): "holiday"
    for year in range(2015, 2031)
    for month, day in [(1, 1), (5, 1), (12, 25), (12, 26)]
}


def instant(milliseconds):
    return datetime.datetime.fromtimestamp(int(milliseconds) / 1000, UTC)


def main(path):
    hours = businesstimedelta.WorkDayRule(
        start_time=datetime.time(9), end_time=datetime.time(17), working_days=[0, 1, 2, 3, 4], tz=UTC
    )
    rules = businesstimedelta.Rules([hours, businesstimedelta.HolidayRule(HOLIDAYS)])
    with open(path, newline="") as file:
        cases = [
            (instant(row["start_ms"]), instant(row["end_ms"]), int(row["duration_ms"]) // 1000, row)
            for row in csv.DictReader(file)
        ]
    agree = 0
    before = time.process_time_ns()
    spent = [rules.difference(start, end) for start, end, _, _ in cases]
    elapsed_ns = (time.process_time_ns() - before) / len(cases)
    for delta, (_, _, _, row) in zip(spent, cases):
        agree += (delta.hours * 3600 + delta.seconds) * 1000 == int(row["elapsed_ms"])
    before = time.process_time_ns()
    due = [
        start + businesstimedelta.BusinessTimeDelta(rules, hours=seconds // 3600, seconds=seconds % 3600)
        for start, _, seconds, _ in cases
    ]
    due_ns = (time.process_time_ns() - before) / len(cases)
    for at, (_, _, _, row) in zip(due, cases):
        agree += round(at.timestamp() * 1000) == int(row["due_ms"])
    print(f"businesstimedelta elapsed {elapsed_ns:.0f}")
    print(f"businesstimedelta due {due_ns:.0f}")
    print(f"businesstimedelta agrees {agree / (2 * len(cases)):.4f}")


main(sys.argv[1])
