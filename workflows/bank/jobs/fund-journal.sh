# Writes the day's change in value and the fees as the capital journal.
. "$(dirname "$0")/lib.sh"
need "$WORK/fund/nav.csv" "$WORK/fund/fees.csv"

rows() {
    {
        cat "$WORK"/fund/value-*.csv | awk -F, -v OFS=, '{
            change = $2 - $3
            gain = change >= 0
            cents = gain ? change : -change
            print "capital", (gain ? "1201-fund-assets" : "2201-fund-capital"), "D", cents, $1
            print "capital", (gain ? "2201-fund-capital" : "1201-fund-assets"), "C", cents, $1
        }'
        cat "$WORK/fund/fees.csv"
    } | balanced
}
put "$WORK/journal/capital.csv" rows
say "$(wc -l <"$WORK/journal/capital.csv") entries"
