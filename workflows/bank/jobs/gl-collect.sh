# Sees that every system has delivered its journal, and that each balances.
. "$(dirname "$0")/lib.sh"

for system in cash wealth capital credit core; do
    need "$WORK/journal/$system.csv"
    balanced <"$WORK/journal/$system.csv" >/dev/null || fail "the $system journal does not balance"
done
rows() {
    cat "$WORK"/journal/*.csv | wc -l
}
put "$WORK/gl/collected" rows
say "$(cat "$WORK/gl/collected") entries in five journals"
