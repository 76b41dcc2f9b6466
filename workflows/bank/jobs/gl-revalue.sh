# Revalues foreign-currency positions at the day's rates, to the ledger's own currency.
. "$(dirname "$0")/lib.sh"
need "$DATA/fx_rates.csv" "$WORK/gl/collected"

rows() {
    awk -F, '
        FNR == NR { if (FNR > 1) change[$1] = $2 - $3; next }
        FNR > 1 { sum += int($2 * change[$1] / 1000000) }
        END {
            turnover = sum < 0 ? -sum : sum
            printf "1101-foreign-positions,fx,%.0f,%.0f\n4101-revaluation,fx,%.0f,%.0f\n", sum, turnover, -sum, turnover
        }' "$DATA/fx_rates.csv" "$DATA/fx_positions.csv"
}
put "$WORK/gl/ledger-fx.csv" rows
say "$(head -n 1 "$WORK/gl/ledger-fx.csv")"
