#!/usr/bin/env bash
# The simulator on one core, then the same scenarios in SimPy and Ciw (PyPI), simrs and NeXosim (crates.io), as ratios of CPU time. Of
# three runs the fastest counts: whatever else the machine does only makes one slower.
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

# A project of its own, outside the workspace and its lock.
rust_peers() {
  cargo build --quiet --locked --release --manifest-path "$here/peers/Cargo.toml" --target-dir "$scratch/peers" &&
    "$scratch/peers/release/bench-peers"
}

{
  for _ in 1 2 3; do
    "$BATON_BENCH_BIN/bench-simulate" mmc
    "$BATON_BENCH_BIN/bench-simulate" handoff
  done
  "$BATON_BENCH_BIN/bench-simulate" years
  rust_peers || echo "The peers in Rust could not be built or run: simrs and NeXosim are missing from the list." >&2
  "$python" "$here/simulate_peers.py"
} | awk '
  { key = $1 " " $2; if (!(key in best)) order[++count] = key; if (!(key in best) || $3 < best[key]) best[key] = $3 }
  END {
    printf "\n%-22s %-10s %14s %12s\n", "one core", "", "CPU ns/handoff", "times ours"
    for (place = 1; place <= count; place++) {
      split(order[place], of, " ")
      printf "%-22s %-10s %14.0f %12.2f\n", of[1], of[2], best[order[place]], best[order[place]] / best["baton " of[2]]
    }
  }'
