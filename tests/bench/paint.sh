#!/usr/bin/env bash
# How soon the real window shows a big workspace and answers, in the release build. Run by tests/bench/run.sh, or alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=${BATON_BENCH_ROWS:-1000000}
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
target=${CARGO_TARGET_DIR:-target}
bin=${BATON_BENCH_BIN:-$target/release}
baton=${BATON_BIN:-$target/release/baton}
python=${BATON_BENCH_PYTHON:-$scratch/venv/bin/python}
csv=$scratch/handoffs-$rows.csv
workspace=$scratch/window-$rows.baton
mkdir -p "$scratch"

[ -d ui/dist/assets ] || npm --prefix ui run --silent build
if [ -z "${BATON_DESKTOP_BIN:-}" ]; then
  echo "Building the window for release (first time about 10 minutes)"
  cargo build --quiet --locked --release -p baton-desktop --features custom-protocol
  export BATON_DESKTOP_BIN=$target/release/baton-desktop
fi
[ -x "$bin/bench-paint" ] || cargo build --quiet --locked --release -p baton-tests --bins
if [ ! -s "$workspace" ]; then
  [ -s "$csv" ] || "$bin/bench-data" "$rows" >"$csv"
  "$baton" mapping suggest "$csv" >"$scratch/window-mapping.json"
  "$baton" new "$workspace" --time-zone UTC --name "Bench"
  "$baton" import "$workspace" "$csv" --mapping "$scratch/window-mapping.json" >/dev/null
fi
figures=$("$bin/bench-paint" "$workspace" | tee /dev/stderr)
ours=$(awk '/^memory/ { print $(NF - 1) }' <<<"$figures")
if "$python" -c 'import pandas' 2>/dev/null; then
  [ -s "$csv" ] || "$bin/bench-data" "$rows" >"$csv"
  read -r theirs most < <("$python" tests/bench/paint_peer.py "$csv")
  printf '%-40s %8s MB, at most %s MB\n' "memory, pandas with the same records" "$theirs" "$most"
  awk -v ours="$ours" -v theirs="$theirs" 'BEGIN { printf "Baton / pandas: %.2f\n", ours / theirs }'
else
  echo "pandas is not installed; its memory is not measured" >&2
fi
