# Charges one day's management fee to each fund.
. "$(dirname "$0")/lib.sh"
need "$WORK/fund/value-growth.csv" "$WORK/fund/value-index.csv"

rows() {
    cat "$WORK"/fund/value-*.csv | awk -F, -v OFS=, '
        FNR == NR { value[$1] = $2; next }
        FNR > 1 {
            cents = int(value[$1] * $2 / 10000 / 365)
            print "capital", "2201-fund-capital", "D", cents, "fee-" $1
            print "capital", "4201-fund-fees", "C", cents, "fee-" $1
        }' - "$DATA/fund_terms.csv" | balanced
}
put "$WORK/fund/fees.csv" rows
say "$(wc -l <"$WORK/fund/fees.csv") entries"
