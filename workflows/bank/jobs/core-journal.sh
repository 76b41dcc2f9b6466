# Writes interest and fees as the core-banking journal.
. "$(dirname "$0")/lib.sh"
need "$WORK/core/interest-0.csv" "$WORK/core/fees-current.csv"

rows() {
    {
        cat "$WORK"/core/interest-?.csv | awk -F, -v OFS=, '$2 > 0 {
            print "core", "5001-deposit-interest", "D", $2, $1; print "core", "2001-deposits", "C", $2, $1 }'
        cat "$WORK"/core/fees-*.csv | awk -F, -v OFS=, '{
            print "core", "2001-deposits", "D", $2, $1; print "core", "4001-account-fees", "C", $2, $1 }'
    } | balanced
}
put "$WORK/journal/core.csv" rows
say "$(wc -l <"$WORK/journal/core.csv") entries"
