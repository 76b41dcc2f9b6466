# What every job of the sample bank shares: where things are, and how a result is put down.
#
# BUSINESS_DATE, DATA and WORK are for the jobs to use; a result appears under its name whole or not at all,
# so that a job can be run again and a reader never meets half a file.
set -eu

BANK=$(cd "$(dirname "$0")/.." && pwd)
DATA=$BANK/data
: "${BUSINESS_DATE:?set BUSINESS_DATE to the date the batch is for}"
WORK=${DAYBREAK_RUN_DIR:-${TMPDIR:-/tmp}/daybreak-bank-${DAYBREAK_RUN:-manual}}/$BUSINESS_DATE
mkdir -p "$WORK"

say() {
    printf '%s %s\n' "$(basename "$0" .sh)" "$*"
}

fail() {
    printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2
    exit 1
}

# Stops with a word about what must run first when an input is not there.
need() {
    for input in "$@"; do
        [ -s "$input" ] || fail "$input is missing or empty; the job that makes it has not run"
    done
}

# Puts what a command prints down as the file named, in one step, or stops when the command fails.
put() {
    target=$1
    shift
    mkdir -p "$(dirname "$target")"
    "$@" >"$target.$$" || { rm -f "$target.$$"; fail "$target could not be made"; }
    mv "$target.$$" "$target"
}

# Checks that a journal balances, and passes it on; reads standard input or the files named. Lines are system,account,side,cents,reference.
balanced() {
    awk -F, '
        { print; if ($3 == "D") debit += $4; else if ($3 == "C") credit += $4; else bad = NR }
        END {
            if (bad) { print "line " bad " is neither debit nor credit" > "/dev/stderr"; exit 1 }
            if (debit != credit) { printf "debits %.0f, credits %.0f\n", debit, credit > "/dev/stderr"; exit 1 }
        }' "$@"
}
