# Measures one risk in cents. Argument: largest_customer, market_loss or liquidity_outflow.
. "$(dirname "$0")/lib.sh"
measure=$1
need "$WORK/warehouse/mart-customer.csv" "$WORK/warehouse/mart-branch.csv"

rows() {
    case $measure in
    largest_customer) awk -F, '$2 > most { most = $2 } END { printf "%.0f\n", most }' "$WORK/warehouse/mart-customer.csv" ;;
    market_loss) cat "$WORK"/fund/value-*.csv | awk -F, '{ sum += $2 } END { printf "%.0f\n", sum * 0.08 }' ;;
    liquidity_outflow) awk -F, '{ sum += $2 } END { printf "%.0f\n", sum * 0.05 }' "$WORK/warehouse/mart-branch.csv" ;;
    *) fail "no measure is called $measure" ;;
    esac
}
put "$WORK/risk/$measure" rows
say "$measure: $(cat "$WORK/risk/$measure") cents"
