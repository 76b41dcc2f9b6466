# Writes the report that risk control reads in the morning.
. "$(dirname "$0")/lib.sh"
need "$WORK/risk/limits.csv" "$WORK/gl/closed"

report() {
    printf 'Risk report for %s\n\n' "$BUSINESS_DATE"
    awk -F, '{ printf "%-20s %18.2f of %18.2f  %s\n", $1, $2 / 100, $3 / 100, $4 }' "$WORK/risk/limits.csv"
    printf '\nLedger turnover %s cents\n' "$(cat "$WORK/gl/closed")"
}
put "$WORK/risk/report.txt" report
cat "$WORK/risk/report.txt"
