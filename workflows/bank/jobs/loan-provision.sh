# Provides for losses on what is not covered: 1, 2, 25, 50 and 100 percent by class.
. "$(dirname "$0")/lib.sh"
need "$WORK/credit/uncovered.csv"

rows() {
    awk -F, -v OFS=, '
        BEGIN { rate["normal"] = 1; rate["attention"] = 2; rate["substandard"] = 25; rate["doubtful"] = 50; rate["loss"] = 100 }
        {
            cents = int($3 * rate[$2] / 100)
            if (cents == 0) next
            print "credit", "5301-provisions", "D", cents, $1
            print "credit", "1309-loss-allowance", "C", cents, $1
        }' "$WORK/credit/uncovered.csv" | balanced
}
put "$WORK/credit/provisions.csv" rows
say "$(awk -F, '$3 == "D" { sum += $4 } END { printf "%.2f provided", sum / 100 }' "$WORK/credit/provisions.csv")"
