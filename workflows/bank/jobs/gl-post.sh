# Posts one system's journal to the general ledger: its entries added up by account. Argument: the system.
. "$(dirname "$0")/lib.sh"
system=$1
need "$WORK/gl/collected" "$WORK/journal/$system.csv"

rows() {
    awk -F, -v OFS=, -v source="$system" '
        { amount[$2] += ($3 == "D" ? $4 : -$4); turnover[$2] += $4 }
        END { for (account in amount) printf "%s,%s,%.0f,%.0f\n", account, source, amount[account], turnover[account] }' \
        "$WORK/journal/$system.csv" | sort
}
put "$WORK/gl/ledger-$system.csv" rows
say "$system: $(wc -l <"$WORK/gl/ledger-$system.csv") accounts"
