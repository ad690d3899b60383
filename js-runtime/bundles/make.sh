#!/usr/bin/env bash
# Makes the script bundles that js-runtime keeps as resources. Needs npm and bun; the build needs neither.
# Run it only to take a newer version, and commit what it writes.
set -euo pipefail
cd "$(dirname "$0")"
SUCRASE=3.35.0
out=../src/main/resources/dev/intarsia/js/typescript
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp sucrase-entry.js "$work/entry.js"
(cd "$work" && npm init -y >/dev/null && npm install --no-audit --no-fund --ignore-scripts "sucrase@$SUCRASE" >/dev/null)
mkdir -p "$out"
bun build "$work/entry.js" --target=browser --format=iife --minify --outfile "$work/sucrase.js" >/dev/null
{
  echo "/*! sucrase $SUCRASE, MIT licence, with lines-and-columns and @jridgewell/gen-mapping; made by js-runtime/bundles/make.sh */"
  cat "$work/sucrase.js"
} > "$out/sucrase.js"
wc -c "$out/sucrase.js"
