#!/bin/sh
# Run a part of the tests on a screen of its own; with COVERAGE=1, with a file of its own on coverage.
# Usage: packaging/test_part.sh PYTEST_ARGUMENTS
# Begun once more if the process dies of a signal; a failed test is a failure at once.
cd "$(dirname "$0")/.." || exit 1
part() {
    xvfb-run -a -s "-screen 0 1600x1000x24" \
        .venv/bin/python ${COVERAGE:+-m coverage run -p} -m pytest -p no:cacheprovider "$@"
}
part "$@"
code=$?
if [ "$code" -ge 128 ]; then
    echo "The test process died of signal $((code - 128)); once more." >&2
    part "$@"
    code=$?
fi
exit "$code"
