# Accrues one day's return of the products of a kind, on a 365-day year. Argument: fixed or float.
. "$(dirname "$0")/lib.sh"
kind=$1
need "$WORK/wealth/prices.csv"

rows() {
    awk -F, -v OFS=, -v kind="$kind" '
        FNR == NR { price[$1] = $2; next }
        FNR > 1 && $2 == kind {
            cents = int($3 * price[$1] * $5 / 10000 / 365 / 100)
            print "wealth", "5101-wealth-return", "D", cents, $1
            print "wealth", "2101-wealth-payable", "C", cents, $1
        }' "$WORK/wealth/prices.csv" "$DATA/wealth_products.csv" | balanced
}
put "$WORK/wealth/accrual-$kind.csv" rows
say "$kind: $(wc -l <"$WORK/wealth/accrual-$kind.csv") entries"
