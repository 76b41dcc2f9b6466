# Confirms the day's orders of a type. Argument: subscription or redemption.
. "$(dirname "$0")/lib.sh"
type=$1
need "$WORK/wealth/prices.csv"

rows() {
    awk -F, -v OFS=, -v type="$type" '
        NR > 1 && $3 == type {
            debit = type == "subscription" ? "2001-deposits" : "2102-wealth-units"
            credit = type == "subscription" ? "2102-wealth-units" : "2001-deposits"
            print "wealth", debit, "D", $4, $1
            print "wealth", credit, "C", $4, $1
        }' "$DATA/wealth_orders.csv" | balanced
}
put "$WORK/wealth/$type.csv" rows
say "$type: $(($(wc -l <"$WORK/wealth/$type.csv") / 2)) orders"
