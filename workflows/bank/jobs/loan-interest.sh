# Accrues one day's interest on a segment's loans, on a 360-day year. Argument: the segment.
. "$(dirname "$0")/lib.sh"
segment=$1
need "$WORK/credit/loans.csv"

rows() {
    awk -F, -v OFS=, -v segment="$segment" '
        $3 == segment {
            cents = int($4 * $5 / 10000 / 360)
            print "credit", "1302-interest-receivable", "D", cents, $1
            print "credit", "4301-loan-interest", "C", cents, $1
        }' "$WORK/credit/loans.csv" | balanced
}
put "$WORK/credit/interest-$segment.csv" rows
say "segment $segment: $(wc -l <"$WORK/credit/interest-$segment.csv") entries"
