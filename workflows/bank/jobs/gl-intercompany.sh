# Holds money owed to depositors as each system posted it against the ledger's own account of it.
. "$(dirname "$0")/lib.sh"
need "$WORK/gl/ledger-cash.csv" "$WORK/gl/ledger-wealth.csv" "$WORK/gl/ledger-core.csv"

posted=$(cat "$WORK"/gl/ledger-*.csv | awk -F, '$1 == "2001-deposits" { sum += $3 } END { printf "%.0f", sum }')
entered=$(cat "$WORK"/journal/*.csv | awk -F, '$2 == "2001-deposits" { sum += ($3 == "D" ? $4 : -$4) } END { printf "%.0f", sum }')
[ "$posted" = "$entered" ] || fail "deposits posted $posted, entered $entered"
say "deposits agree: $posted cents"
