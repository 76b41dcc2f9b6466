# Accrues one day's interest on a segment's accounts, on a 360-day year. Argument: the segment.
. "$(dirname "$0")/lib.sh"
segment=$1
need "$WORK/core/accounts.csv"

rows() {
    awk -F, -v OFS=, -v segment="$segment" '$2 == segment { print $1, int($5 * $6 / 10000 / 360) }' "$WORK/core/accounts.csv"
}
put "$WORK/core/interest-$segment.csv" rows
say "segment $segment: $(awk -F, '{ sum += $2 } END { printf "%.2f", sum / 100 }' "$WORK/core/interest-$segment.csv")"
