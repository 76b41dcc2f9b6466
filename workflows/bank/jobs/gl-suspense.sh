# Looks for amounts left in suspense accounts; there may be none at the close.
. "$(dirname "$0")/lib.sh"
need "$WORK/gl/ledger-cash.csv" "$WORK/gl/ledger-core.csv"

open=$(cat "$WORK"/gl/ledger-*.csv | awk -F, '$1 ~ /suspense/ && $3 != 0' | wc -l)
[ "$open" -eq 0 ] || fail "$open suspense accounts are not empty"
say "no amounts in suspense"
