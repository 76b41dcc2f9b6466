# Writes the day's cash movements as journal entries: deposits raise vault cash and what is owed to depositors.
. "$(dirname "$0")/lib.sh"
need "$WORK/cash/atm.csv"

rows() {
    cat "$WORK"/cash/*.csv | awk -F, -v OFS=, '
        $2 == "deposit" { print "cash", "1001-vault", "D", $4, $3; print "cash", "2001-deposits", "C", $4, $3 }
        $2 == "withdrawal" { print "cash", "2001-deposits", "D", $4, $3; print "cash", "1001-vault", "C", $4, $3 }' |
        balanced
}
put "$WORK/journal/cash.csv" rows
say "$(wc -l <"$WORK/journal/cash.csv") entries"
