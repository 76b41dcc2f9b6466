# Charges the fees of an account type: a fixed amount a day where the balance is small. Argument: current or savings.
. "$(dirname "$0")/lib.sh"
type=$1
need "$WORK/core/accounts.csv"

rows() {
    awk -F, -v OFS=, -v type="$type" '
        $3 == type && $5 < 10000000 { print $1, (type == "current" ? 35 : 10) }' "$WORK/core/accounts.csv"
}
put "$WORK/core/fees-$type.csv" rows
say "$type: $(wc -l <"$WORK/core/fees-$type.csv") accounts charged"
