"""What the same handoffs take in memory in pandas: the file read with its instants, and the waits of one month by handoff.

usage: paint_peer.py HANDOFFS.csv; prints resident megabytes, afterwards and at most.
"""

import resource
import sys

import pandas


def main() -> None:
    path = sys.argv[1]
    instants = [name for name in pandas.read_csv(path, nrows=0) if name.endswith("_at")]
    records = pandas.read_csv(path, parse_dates=instants)
    started = records["created_at"].dt.strftime("%Y-%m")
    month = records[started == started.max()]
    for event in ("assigned_at", "accepted_at", "first_touch_at"):
        waits = month[event] - month["created_at"]
        waits.groupby(month["handoff_type"]).quantile([0.5, 0.9])
    with open("/proc/self/statm") as pages:
        resident = int(pages.read().split()[1]) * resource.getpagesize()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{resident / 1e6:.0f} {most / 1e6:.0f}")


if __name__ == "__main__":
    main()
