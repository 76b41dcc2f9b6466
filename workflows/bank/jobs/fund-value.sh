# Values one fund's holdings at today's and yesterday's prices. Argument: the fund.
. "$(dirname "$0")/lib.sh"
fund=$1
need "$WORK/fund/prices.csv"

rows() {
    awk -F, -v OFS=, -v fund="$fund" '
        FNR == NR { today[$1] = $2; before[$1] = $3; next }
        FNR > 1 && $1 == fund {
            if (!($2 in today)) { print $2 " has no price" > "/dev/stderr"; exit 1 }
            value += $3 * today[$2]; was += $3 * before[$2]
        }
        END { printf "%s,%.0f,%.0f\n", fund, value, was }' \
        "$WORK/fund/prices.csv" "$DATA/fund_holdings.csv"
}
put "$WORK/fund/value-$fund.csv" rows
say "$(cat "$WORK/fund/value-$fund.csv")"
