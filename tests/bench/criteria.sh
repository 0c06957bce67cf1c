#!/usr/bin/env bash
# Criteria on one core beside json-logic in JavaScript and Python, as ratios of CPU time; and how long a routing table takes to prove.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
mkdir -p "$scratch/criteria"
if [ -z "${BATON_BENCH_BIN:-}" ]; then
  (cd "$here/../.." && cargo build --quiet --locked --release -p baton-tests --bin bench-criteria)
  BATON_BENCH_BIN=$here/../../target/release
  [ -z "${CARGO_TARGET_DIR:-}" ] || BATON_BENCH_BIN=$CARGO_TARGET_DIR/release
fi
criteria=$BATON_BENCH_BIN/bench-criteria

python=${BATON_BENCH_PYTHON:-$scratch/venv/bin/python}
[ -x "$python" ] || python3 -m venv "$scratch/venv"
"$python" -c 'import json_logic' 2>/dev/null || "$python" -m pip install --quiet --disable-pip-version-check json-logic-qubit
[ -d "$scratch/criteria/node_modules/json-logic-js" ] ||
  npm install --prefix "$scratch/criteria" --silent --no-audit --no-fund json-logic-js

"$criteria" cases 20000 "$scratch/criteria/cases.json"
{
  "$criteria"
  "$python" "$here/criteria_peers.py" "$scratch/criteria/cases.json"
  (cd "$scratch/criteria" && node "$here/criteria_peers.mjs" "$scratch/criteria/cases.json")
} | awk '
  $2 == "agrees" { printf "%-20s gives our answer for %.2f %% of 20,000 records\n", $1, 100 * $3; next }
  $1 == "proof" { printf "%-58s %10.1f ms (slowest of 20; aim: under 100 ms)\n", "a hundred rows over thirty fields, " $2, $3; next }
  $2 == "read" { printf "%-58s %10.0f ns\n", "Baton, a record read into columns", $3; next }
  $2 == "all_at_once" { ours = $3; printf "%-58s %10.1f ns, %.0f million a second\n", "Baton, eight tests on a record, all at once", $3, 1000 / $3; next }
  $2 == "one_by_one" { printf "%-58s %10.0f ns\n", "Baton, one by one with texts read", $3; next }
  { printf "%-58s %10.0f ns, %.0f times ours\n", $1, $3, $3 / ours }'
