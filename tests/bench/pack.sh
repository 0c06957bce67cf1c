#!/usr/bin/env bash
# How long a month's pack of twenty handoff points over twelve months takes, from the start of `baton` to the file, in each format; beside
# it Chromium printing the same pack's web page. Run by tests/bench/run.sh, or alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
target=${CARGO_TARGET_DIR:-target}
bin=${BATON_BENCH_BIN:-$target/release}
baton=${BATON_BIN:-$target/release/baton}
folder=$scratch/pack
mkdir -p "$folder"
[ -x "$bin/bench-pack" ] || cargo build --quiet --locked --release -p baton-tests --bins

figures=$("$bin/bench-pack" "$(realpath "$baton")" "$(realpath "$folder")" | tee /dev/stderr)
ours=$(awk '$1 == "pdf" { print $2 }' <<<"$figures")

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -n "$chromium" ]; then
  print() {
    "$chromium" --headless=new --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$folder/chromium" \
      --print-to-pdf="$folder/chromium.pdf" "file://$(realpath "$folder")/twenty.html" >/dev/null 2>&1
  }
  print
  best=
  for _ in 1 2 3; do
    begun=$(date +%s.%N)
    print
    best=$(awk -v begun="$begun" -v ended="$(date +%s.%N)" -v best="$best" \
      'BEGIN { took = ended - begun; printf "%.2f", best == "" || took < best ? took : best }')
  done
  printf '%-40s %8s\n' "Chromium, the same web page as PDF" "$best"
  awk -v ours="$ours" -v theirs="$best" 'BEGIN { printf "Baton / Chromium: %.2f\n", ours / theirs }'
else
  echo "Chromium is not installed; there is no peer that makes pages of the same pack" >&2
fi
