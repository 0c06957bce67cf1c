#!/usr/bin/env bash
# Pictures of every screen of the real window, in each theme at 1280×720, 1440×900 and 1920×1080:
#   tests/desktop/pictures.sh FOLDER [start|review|records|record|import|batches|settings …]
# Build the window first (`make built`), or name one in BATON_DESKTOP_BIN.
set -euo pipefail
folder=$(realpath -m "${1:?tests/desktop/pictures.sh FOLDER [SCREEN…]}")
shift
cd "$(dirname "$0")/../.."
cargo run --quiet --locked -p baton-tests --bin pictures -- "$folder" "$@"
