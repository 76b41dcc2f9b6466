# Works out each fund's net asset value per share, in hundredths of a cent.
. "$(dirname "$0")/lib.sh"
need "$WORK/fund/fees.csv"

rows() {
    cat "$WORK"/fund/value-*.csv | awk -F, -v OFS=, '
        FNR == NR { value[$1] = $2; next }
        FNR > 1 {
            nav = value[$1] * 100 / $3
            if (nav <= 0) { print $1 ": net asset value is not positive" > "/dev/stderr"; exit 1 }
            printf "%s,%.0f\n", $1, nav
        }' - "$DATA/fund_terms.csv"
}
put "$WORK/fund/nav.csv" rows
say "$(tr '\n' ' ' <"$WORK/fund/nav.csv")"
