"""Import of a million rows, beside the sqlite3 shell's .import of the same file and pandas reading it, and import of the same
file again, which changes nothing: wall time, CPU time and peak memory of whole processes, run in turn so that each sees the same
machine.

usage: import.py BATON CSV SCRATCH [ROUNDS]
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import time

baton, csv_path, scratch = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
workspace = os.path.join(scratch, "bench.baton")
mapping = os.path.join(scratch, "mapping.json")
plain = os.path.join(scratch, "plain.db")


def fresh(path):
    for ending in ("", "-wal", "-shm", "-journal", ".lock"):
        if os.path.exists(path + ending):
            os.remove(path + ending)


def measured(command):
    """Wall seconds, CPU seconds and peak MiB of one process with its children."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def run_baton():
    fresh(workspace)
    subprocess.run([baton, "new", workspace, "--time-zone", "UTC"], check=True, stdout=subprocess.DEVNULL)
    return measured([baton, "import", workspace, csv_path, "--mapping", mapping])


def run_again():
    return measured([baton, "import", workspace, csv_path, "--mapping", mapping])


def run_sqlite():
    fresh(plain)
    return measured(["sqlite3", plain, ".mode csv", f".import {csv_path} records"])


def run_pandas():
    read = (
        "import pandas, sys\n"
        "t = pandas.read_csv(sys.argv[1], parse_dates=[c for c in pandas.read_csv(sys.argv[1], nrows=0) if c.endswith('_at')])\n"
        "assert len(t)"
    )
    return measured([sys.executable, "-c", read, csv_path])


with open(mapping, "w", encoding="utf-8") as out:
    subprocess.run([baton, "mapping", "suggest", csv_path], check=True, stdout=out)

runs = {"baton import": run_baton, "baton, same again": run_again, "sqlite3 .import": run_sqlite}
# Not imported here: a process that is begun counts the memory of the one that began it.
if importlib.util.find_spec("pandas"):
    runs["pandas read_csv"] = run_pandas
else:
    print("pandas is not installed; its memory is not measured", file=sys.stderr)

results = {name: [] for name in runs}
for _ in range(rounds):
    for name, run in runs.items():
        results[name].append(run())

print(f"{'':18}{'wall s':>10}{'cpu s':>10}{'peak MiB':>10}   median of {rounds}")
medians = {}
for name, rows in results.items():
    medians[name] = [statistics.median(column) for column in zip(*rows)]
    wall, cpu, peak = medians[name]
    print(f"{name:18}{wall:10.2f}{cpu:10.2f}{peak:10.0f}")
ours, peer = medians["baton import"], medians["sqlite3 .import"]
again = medians["baton, same again"]
print(f"ratio to sqlite3 .import: wall {ours[0] / peer[0]:.2f}, cpu {ours[1] / peer[1]:.2f}; peak {ours[2]:.0f} MiB (bound 128)")
print(f"the same file again: wall {again[0] / ours[0]:.2f} of the first import")
if "pandas read_csv" in medians:
    print(f"memory beside pandas: {ours[2] / medians['pandas read_csv'][2]:.2f}")
