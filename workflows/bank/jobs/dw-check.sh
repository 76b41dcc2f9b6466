# Holds the warehouse against the ledger: the subjects' turnover with the revaluation is the ledger's.
. "$(dirname "$0")/lib.sh"
need "$WORK/gl/closed" "$WORK/warehouse/ledger.csv"
for subject in cash wealth capital credit core; do
    need "$WORK/warehouse/subject-$subject.csv"
done

warehouse=$(cat "$WORK"/warehouse/subject-*.csv | awk -F, '{ sum += $3 } END { printf "%.0f", sum }')
revaluation=$(awk -F, '{ sum += $4 } END { printf "%.0f", sum }' "$WORK/gl/ledger-fx.csv")
ledger=$(cat "$WORK/gl/closed")
[ "$((warehouse + revaluation))" = "$ledger" ] || fail "warehouse $((warehouse + revaluation)), ledger $ledger"
say "warehouse total equals ledger total: $ledger cents"
