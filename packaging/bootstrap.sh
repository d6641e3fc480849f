#!/bin/sh
# Set up what a command needs on a bare machine: system libraries, .venv, pinned packages.
# Usage: packaging/bootstrap.sh run|test|plates|package
# Exit 1 with the one command to type when a system library is missing and may not be installed.
set -eu
cd "$(dirname "$0")/.."
what=${1:?run, test, plates or package}
python=${PYTHON:-python3}

case $what in
run) lists="run" ;;
package) lists="run package" ;;
*) lists="run test" ;;
esac

missing_packages() {
    for list in $lists; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "packaging/apt/$list.txt"
    done | while read -r package; do
        state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
        [ "$state" = "install ok installed" ] || printf '%s ' "$package"
    done
}

if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    missing=$(missing_packages)
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ]; then
            sudo=""
        elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
            sudo="sudo"
        else
            echo "Yongquan needs some system libraries. Please type this, then try again:" >&2
            echo "  sudo apt-get install --no-install-recommends $missing" >&2
            exit 1
        fi
        echo "Installing system libraries: $missing"
        $sudo apt-get update -q
        # shellcheck disable=SC2086
        $sudo env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends $missing
    fi
else
    echo "Not a Debian system: if the window does not open, install what packaging/apt/run.txt" \
        "lists under your system's names." >&2
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Yongquan needs Python 3.11 or newer; $python is older. Set PYTHON=/path/to/python3." >&2
    exit 1
fi

lock=packaging/requirements/$what.txt
stamp=.venv/.yongquan-$what
key=$(cat "$lock" pyproject.toml | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$key" ]; then
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 ||
        "$python" -m venv --clear .venv
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps \
        --no-build-isolation -e .
    printf '%s' "$key" >"$stamp"
fi
