# Builds one mart from the warehouse. Argument: customer, product or branch.
. "$(dirname "$0")/lib.sh"
mart=$1
need "$WORK/warehouse/ledger.csv"

rows() {
    case $mart in
    customer) awk -F, '{ sum[$2] += $3 } END { for (c in sum) printf "%s,%.0f\n", c, sum[c] }' "$WORK/credit/classes.csv" ;;
    product) awk -F, '{ print $1 "," $3 }' "$WORK/wealth/positions.csv" ;;
    branch) awk -F, 'NR > 1 { sum[$4] += $5 } END { for (b in sum) printf "%s,%.0f\n", b, sum[b] }' "$DATA/accounts.csv" ;;
    *) fail "no mart is called $mart" ;;
    esac | sort
}
put "$WORK/warehouse/mart-$mart.csv" rows
say "$mart: $(wc -l <"$WORK/warehouse/mart-$mart.csv") rows"
