#!/usr/bin/env bash
# Speed, each figure beside its peer in one run. Peers come from PyPI and npm into a scratch folder, never into the project.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
rows=${BATON_BENCH_ROWS:-1000000}
mkdir -p "$scratch"
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

say "Setting up the peers in $scratch (first time about 2 minutes)"
[ -x "$scratch/venv/bin/python" ] || python3 -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb polars pandas pyarrow businesstimedelta holidays pytz
export BATON_BENCH_DIR=$scratch BATON_BENCH_PYTHON=$scratch/venv/bin/python
cargo build --quiet --locked --release -p baton-tests --bins
bin=${CARGO_TARGET_DIR:-target}/release
export BATON_BENCH_BIN=$bin

say "The SLA clock (about 1 minute)"
tests/bench/clock.sh

say "Criteria and proofs (about 1 minute)"
tests/bench/criteria.sh

say "The simulator (about 1 minute)"
tests/bench/simulate.sh

say "Import of $rows rows (about 2 minutes)"
csv=$scratch/handoffs-$rows.csv
[ -s "$csv" ] || "$bin/bench-data" "$rows" >"$csv"
"$BATON_BENCH_PYTHON" tests/bench/import.py "${BATON_BIN:-$bin/baton}" "$csv" "$scratch"

say "Metrics of $rows records (about 2 minutes)"
tests/bench/metrics.sh

say "The pack of twenty handoffs over twelve months (about 1 minute)"
tests/bench/pack.sh

if [ -x tests/bench/paint.sh ]; then
  say "First paint of a workspace with $rows records (about 1 minute)"
  tests/bench/paint.sh
fi
