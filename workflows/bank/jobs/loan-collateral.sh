# Works out how much of each loan its collateral does not cover.
. "$(dirname "$0")/lib.sh"
need "$WORK/credit/classes.csv"

rows() {
    awk -F, -v OFS=, '{ open = $3 - $4; print $1, $5, (open > 0 ? open : 0) }' "$WORK/credit/classes.csv"
}
put "$WORK/credit/uncovered.csv" rows
say "$(awk -F, '$3 > 0' "$WORK/credit/uncovered.csv" | wc -l) loans are not fully covered"
