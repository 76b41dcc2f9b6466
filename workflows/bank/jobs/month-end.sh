# Does one of the steps that only a month's last business day needs. Argument: capitalise, regulatory or archive.
. "$(dirname "$0")/lib.sh"
step=$1
need "$WORK/gl/closed"

rows() {
    case $step in
    capitalise) cat "$WORK"/core/interest-?.csv | awk -F, '{ sum += $2 } END { printf "interest,%.0f\n", sum }' ;;
    regulatory) awk -F, '{ print substr($1, 1, 2) "," $2 }' "$WORK/gl/trial-balance.csv" ;;
    archive) cksum "$WORK/gl/trial-balance.csv" "$WORK/gl/balance-sheet.csv" "$WORK/gl/income.csv" ;;
    *) fail "no step is called $step" ;;
    esac
}
put "$WORK/month/$step.csv" rows
say "$step: $(wc -l <"$WORK/month/$step.csv") lines"
