#!/bin/sh
# Write packaging/requirements/NAME.txt: every package pinned, with its hashes.
# Usage: packaging/lock.sh run|test|plates|package   (needs uv)
set -eu
cd "$(dirname "$0")/.."
what=$1
extras="--extra $what"
[ "$what" = run ] && extras=""
# setuptools builds the editable install that gives the yongquan command.
# shellcheck disable=SC2086
printf 'setuptools>=80\n' | uv pip compile -q --universal --generate-hashes --no-header \
    --no-annotate --python-version 3.11 $extras --no-emit-package yongquan \
    -o "packaging/requirements/$what.txt" pyproject.toml -
