# Puts the day's accruals and orders together as the wealth journal.
. "$(dirname "$0")/lib.sh"
set -- "$WORK/wealth/accrual-fixed.csv" "$WORK/wealth/accrual-float.csv" "$WORK/wealth/subscription.csv" "$WORK/wealth/redemption.csv"
need "$@"
entries=$WORK/wealth/entries.csv

put "$entries" cat "$@"
put "$WORK/journal/wealth.csv" balanced "$entries"
say "$(wc -l <"$WORK/journal/wealth.csv") entries"
