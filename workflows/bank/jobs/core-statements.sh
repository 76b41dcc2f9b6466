# Draws up the day's statement lines for accounts that moved.
. "$(dirname "$0")/lib.sh"
need "$WORK/core/balances-0.csv"

rows() {
    awk -F, '{ moved[$2] = 1; moved[$3] = 1 } END { for (account in moved) print account }' "$WORK/core/transactions.csv" | sort
}
put "$WORK/core/statements.csv" rows
say "$(wc -l <"$WORK/core/statements.csv") statements"
