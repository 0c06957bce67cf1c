#!/usr/bin/env bash
# The simulator on one core, then the same scenarios in SimPy and Ciw (PyPI), as ratios of CPU time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
mkdir -p "$scratch"
if [ -z "${BATON_BENCH_BIN:-}" ]; then
  (cd "$here/../.." && cargo build --quiet --locked --release -p baton-tests --bin bench-simulate)
  BATON_BENCH_BIN=$here/../../target/release
  [ -z "${CARGO_TARGET_DIR:-}" ] || BATON_BENCH_BIN=$CARGO_TARGET_DIR/release
fi
python=${BATON_BENCH_PYTHON:-$scratch/venv/bin/python}
[ -x "$python" ] || python3 -m venv "$scratch/venv"
"$python" -c 'import simpy, ciw' 2>/dev/null ||
  "$python" -m pip install --quiet --disable-pip-version-check simpy ciw

{
  "$BATON_BENCH_BIN/bench-simulate"
  "$python" "$here/simulate_peers.py"
} | awk '
  BEGIN { printf "\n%-22s %-10s %14s %12s\n", "one core", "", "CPU ns/handoff", "times ours" }
  { if ($1 == "baton") ours[$2] = $3; printf "%-22s %-10s %14.0f %12.1f\n", $1, $2, $3, $3 / ours[$2] }'
