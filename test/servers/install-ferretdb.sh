#!/usr/bin/env bash
# Installs FerretDB, a server that speaks MongoDB's protocol, from Go's module proxy, and prints where it is.
# Built once into the user's cache. Ends with 1, and says why, where Go or its modules are not to be had.
set -euo pipefail

version=v1.24.1
directory="${XDG_CACHE_HOME:-$HOME/.cache}/second-shot/ferretdb-$version"
program="$directory/ferretdb"

if [ ! -x "$program" ]; then
  command -v go >/dev/null || { echo 'There is no Go.' >&2; exit 1; }
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  source="$(go mod download -json "github.com/FerretDB/FerretDB@$version" | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p')" ||
    { echo "Go's modules cannot be reached." >&2; exit 1; }
  # `go install` makes a program that refuses to start: it wants to find its version in a file that is not published.
  cp -r "$source" "$work/ferretdb"
  chmod -R u+w "$work/ferretdb"
  echo "$version" >"$work/ferretdb/build/version/version.txt"
  mkdir -p "$directory"
  (cd "$work/ferretdb" && go build -trimpath -o "$program" ./cmd/ferretdb) >&2
fi
echo "$program"
