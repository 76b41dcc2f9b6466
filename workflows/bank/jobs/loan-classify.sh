# Puts every loan into one of the five classes by days overdue: normal, attention, substandard, doubtful, loss.
. "$(dirname "$0")/lib.sh"
need "$WORK/credit/loans.csv"

rows() {
    awk -F, -v OFS=, '{
        class = $6 == 0 ? "normal" : $6 <= 30 ? "attention" : $6 <= 90 ? "substandard" : $6 <= 180 ? "doubtful" : "loss"
        print $1, $2, $4, $7, class
    }' "$WORK/credit/loans.csv"
}
put "$WORK/credit/classes.csv" rows
say "$(cut -d, -f5 "$WORK/credit/classes.csv" | sort | uniq -c | tr '\n' ' ')"
