#!/usr/bin/env bash
# What the tests need beside the packages of uv.lock: a browser, a PostgreSQL server, and the tools of the widget's tests.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || wanted+=(chromium)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null || wanted+=(postgresql)
command -v npm >/dev/null || wanted+=(npm)

if [ ${#wanted[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "The tests need ${wanted[*]}. Install them with your package manager and run make test again." >&2
    exit 1
  fi
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  echo "Installing ${wanted[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null || {
    echo "apt-get could not install ${wanted[*]}. Install them by hand and run make test again." >&2
    exit 1
  }
fi

if [ -f tests/widget/package-lock.json ] && ! [ tests/widget/node_modules/.package-lock.json -nt tests/widget/package-lock.json ]; then
  echo "Installing the tools of the widget's tests …"
  npm ci --prefix tests/widget --silent --no-audit --no-fund --ignore-scripts
fi
