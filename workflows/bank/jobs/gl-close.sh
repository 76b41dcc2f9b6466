# Closes the ledger for the date: balance sheet and income must cancel out; writes the ledger total that others hold theirs against.
. "$(dirname "$0")/lib.sh"
need "$WORK/gl/balance-sheet.csv" "$WORK/gl/income.csv"

sheet=$(awk -F, '$1 == "total" { print $2 }' "$WORK/gl/balance-sheet.csv")
income=$(awk -F, '$1 == "total" { print $2 }' "$WORK/gl/income.csv")
[ "$((sheet + income))" -eq 0 ] || fail "balance sheet $sheet and income $income do not cancel out"
put "$WORK/gl/closed" awk -F, '{ sum += $3 } END { printf "%.0f\n", sum }' "$WORK/gl/trial-balance.csv"
say "ledger of $BUSINESS_DATE is closed, turnover $(cat "$WORK/gl/closed") cents"
