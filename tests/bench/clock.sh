#!/usr/bin/env bash
# The SLA clock on one core, then the same cases in businesstimedelta (PyPI) and moment-business-time (npm), as ratios of CPU time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
mkdir -p "$scratch/clock"
if [ -z "${BATON_BENCH_BIN:-}" ]; then
  (cd "$here/../.." && cargo build --quiet --locked --release -p baton-tests --bin bench-clock)
  BATON_BENCH_BIN=$here/../../target/release
  [ -z "${CARGO_TARGET_DIR:-}" ] || BATON_BENCH_BIN=$CARGO_TARGET_DIR/release
fi
clock=$BATON_BENCH_BIN/bench-clock

python=${BATON_BENCH_PYTHON:-$scratch/venv/bin/python}
[ -x "$python" ] || python3 -m venv "$scratch/venv"
"$python" -c 'import businesstimedelta, pytz' 2>/dev/null ||
  "$python" -m pip install --quiet --disable-pip-version-check businesstimedelta pytz
[ -d "$scratch/clock/node_modules/moment-business-time" ] ||
  npm install --prefix "$scratch/clock" --silent --no-audit --no-fund moment moment-business-time

"$clock"
"$clock" cases 2000 >"$scratch/clock/cases.csv"
{
  "$clock" same "$scratch/clock/cases.csv"
  "$python" "$here/clock_peers.py" "$scratch/clock/cases.csv"
  (cd "$scratch/clock" && TZ=UTC node "$here/clock_peers.mjs" "$scratch/clock/cases.csv")
} | awk '
  BEGIN { printf "\n%-22s %-8s %14s %12s\n", "2,000 cases, UTC", "", "CPU ns/op", "times ours" }
  $2 == "agrees" { printf "%-22s gives our answer in %.1f %% of the cases\n", $1, 100 * $3; next }
  { if ($1 == "baton") ours[$2] = $3; printf "%-22s %-8s %14.0f %12.0f\n", $1, $2, $3, $3 / ours[$2] }'
