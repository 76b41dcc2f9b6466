# Takes over the day's prices of wealth-management products; a product without a price stops the night.
. "$(dirname "$0")/lib.sh"

rows() {
    awk -F, 'NR > 1 { if ($4 <= 0) { print $1 " has no price" > "/dev/stderr"; exit 1 } print $1 "," $4 }' \
        "$DATA/wealth_products.csv"
}
put "$WORK/wealth/prices.csv" rows
say "$(wc -l <"$WORK/wealth/prices.csv") prices"
