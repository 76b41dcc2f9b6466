# Puts interest and provisions together as the credit journal.
. "$(dirname "$0")/lib.sh"
need "$WORK/credit/interest-0.csv" "$WORK/credit/interest-1.csv" "$WORK/credit/interest-2.csv" "$WORK/credit/interest-3.csv" \
    "$WORK/credit/provisions.csv"

rows() {
    cat "$WORK"/credit/interest-?.csv "$WORK/credit/provisions.csv" | balanced
}
put "$WORK/journal/credit.csv" rows
say "$(wc -l <"$WORK/journal/credit.csv") entries"
