#!/usr/bin/env bash
# All metrics for twelve months by five dimensions over a million records in memory, beside DuckDB and polars: ratios of CPU time.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=${BATON_BENCH_DIR:-${TMPDIR:-/tmp}/baton-bench}
rows=${BATON_BENCH_ROWS:-1000000}
bin=${BATON_BENCH_BIN:-${CARGO_TARGET_DIR:-target}/release}
python=${BATON_BENCH_PYTHON:-$scratch/venv/bin/python}
mkdir -p "$scratch"
file=$scratch/metrics-$rows.csv
[ -s "$file" ] || "$bin/bench-metrics" "$rows" --csv "$file" >/dev/null

ours=$("$bin/bench-metrics" "$rows")
peers=$("$python" tests/bench/metrics_peers.py "$file")
figure() { awk -v name="$2" '$1 == name { print $2 }' <<<"$1"; }
all=$(figure "$ours" elapsed_all)
printf '%-44s %9s\n' "what (CPU seconds, best of several rounds)" seconds
printf '%-44s %9s\n' "Baton, all metrics, measured and figured" "$all"
printf '%-44s %9s\n' "  of which measured once" "$(figure "$ours" elapsed_measure)"
printf '%-44s %9s\n' "Baton, the same in business time" "$(figure "$ours" business_all)"
printf '%-44s %9s\n' "Baton, one changed month" "$(figure "$ours" one_month)"
printf '%-44s %9s\n' "Baton, the first review of a workspace" "$(figure "$ours" first_review)"
printf '%-44s %9s\n' "Baton, another month's review" "$(figure "$ours" review)"
for peer in duckdb polars; do
  theirs=$(figure "$peers" "${peer}_all")
  printf '%-44s %9s\n' "$peer, without Kaplan-Meier and intervals" "$theirs"
  awk -v ours="$all" -v theirs="$theirs" -v peer="$peer" 'BEGIN { printf "Baton / %s: %.2f (aim: at most 0.20)\n", peer, ours / theirs }'
done
printf 'columns in memory: %s MB\n' "$(figure "$ours" columns_megabytes)"
