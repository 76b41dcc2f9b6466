# Posts a segment's transactions, interest and fees to its accounts. Argument: the segment.
. "$(dirname "$0")/lib.sh"
segment=$1
need "$WORK/core/transactions.csv" "$WORK/core/interest-$segment.csv" "$WORK/core/fees-current.csv" "$WORK/core/fees-savings.csv"

rows() {
    awk -F, -v OFS=, -v segment="$segment" '
        FILENAME ~ /transactions/ { change[$2] -= $4; change[$3] += $4; next }
        FILENAME ~ /interest/ { change[$1] += $2; next }
        FILENAME ~ /fees/ { change[$1] -= $2; next }
        $2 == segment { print $1, $5 + change[$1] }' \
        "$WORK/core/transactions.csv" "$WORK/core/interest-$segment.csv" "$WORK/core/fees-current.csv" "$WORK/core/fees-savings.csv" \
        "$WORK/core/accounts.csv"
}
put "$WORK/core/balances-$segment.csv" rows
say "segment $segment: $(wc -l <"$WORK/core/balances-$segment.csv") balances"
