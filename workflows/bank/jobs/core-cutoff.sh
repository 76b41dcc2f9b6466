# Closes the day to new transactions: takes the accounts as they stand and the day's transactions as they are.
. "$(dirname "$0")/lib.sh"

put "$WORK/core/accounts.csv" awk 'NR > 1' "$DATA/accounts.csv"
put "$WORK/core/transactions.csv" awk 'NR > 1' "$DATA/transactions.csv"
say "$(wc -l <"$WORK/core/accounts.csv") accounts, $(wc -l <"$WORK/core/transactions.csv") transactions"
