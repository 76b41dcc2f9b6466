# Proves the posting: new balances are old balances plus interest less fees, for transactions only move money about.
. "$(dirname "$0")/lib.sh"
need "$WORK/core/balances-0.csv" "$WORK/core/balances-1.csv" "$WORK/core/balances-2.csv" "$WORK/core/balances-3.csv"

sum() {
    cat "$@" | awk -F, '{ sum += $NF } END { printf "%.0f", sum }'
}
before=$(awk -F, '{ sum += $5 } END { printf "%.0f", sum }' "$WORK/core/accounts.csv")
interest=$(sum "$WORK"/core/interest-?.csv)
fees=$(sum "$WORK"/core/fees-*.csv)
after=$(sum "$WORK"/core/balances-?.csv)
[ "$((before + interest - fees))" = "$after" ] || fail "balances are $after, not $((before + interest - fees))"
echo "::output total_cents=$after"
say "balances prove to $after cents"
