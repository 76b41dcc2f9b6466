# Draws up a statement from the trial balance. Argument: balance-sheet or income.
. "$(dirname "$0")/lib.sh"
statement=$1
need "$WORK/gl/trial-balance.csv"

rows() {
    awk -F, -v OFS=, -v statement="$statement" '
        statement == "balance-sheet" ? $1 ~ /^[12]/ : $1 ~ /^[45]/ { print $1, $2; sum += $2 }
        END { printf "total,%.0f\n", sum }' "$WORK/gl/trial-balance.csv"
}
put "$WORK/gl/$statement.csv" rows
say "$(tail -n 1 "$WORK/gl/$statement.csv")"
