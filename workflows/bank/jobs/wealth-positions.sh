# Works out units held of each product after the day's orders; none may fall below zero.
. "$(dirname "$0")/lib.sh"
need "$WORK/wealth/subscription.csv" "$WORK/wealth/redemption.csv"

rows() {
    awk -F, -v OFS=, '
        FILENAME ~ /orders/ && FNR > 1 { net[$2] += ($3 == "subscription" ? $4 : -$4) }
        FILENAME ~ /products/ && FNR > 1 {
            units = $3 + int(net[$1] / $4)
            if (units < 0) { print $1 ": " units " units" > "/dev/stderr"; exit 1 }
            print $1, units, units * $4
        }' "$DATA/wealth_orders.csv" "$DATA/wealth_products.csv"
}
put "$WORK/wealth/positions.csv" rows
say "$(wc -l <"$WORK/wealth/positions.csv") products"
