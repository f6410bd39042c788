#!/usr/bin/env bash
# Finds Chromium, or installs it from Debian's packages where that may be done, and prints where it is.
# Ends with 1, and says why, where it is not to be had.
set -euo pipefail

if ! command -v chromium >/dev/null; then
  command -v apt-get >/dev/null || { echo 'There is no Chromium, and no apt-get to install it with.' >&2; exit 1; }
  [ "$(id -u)" = 0 ] || { echo 'There is no Chromium, and only root can install it.' >&2; exit 1; }
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install --yes --no-install-recommends chromium; } >&2
fi
command -v chromium
