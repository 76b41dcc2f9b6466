# Holds every measure against its limit. Exit code 3 is a warning: a limit is exceeded, and the report says so.
. "$(dirname "$0")/lib.sh"
need "$WORK/risk/largest_customer" "$WORK/risk/market_loss" "$WORK/risk/liquidity_outflow"

over=0
while IFS=, read -r measure limit; do
    [ "$measure" = measure ] && continue
    value=$(cat "$WORK/risk/$measure")
    verdict=within
    if [ "$value" -gt "$limit" ]; then
        verdict=over
        over=$((over + 1))
    fi
    printf '%s,%s,%s,%s\n' "$measure" "$value" "$limit" "$verdict"
done <"$DATA/risk_limits.csv" >"$WORK/risk/limits.$$"
mv "$WORK/risk/limits.$$" "$WORK/risk/limits.csv"
echo "::output over=$over"
say "$over limits exceeded"
[ "$over" -eq 0 ] || exit 3
