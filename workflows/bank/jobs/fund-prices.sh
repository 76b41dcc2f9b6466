# Takes over security prices; one that moved by more than a tenth in a day stops the night for a look.
. "$(dirname "$0")/lib.sh"

rows() {
    awk -F, -v OFS=, '
        NR > 1 {
            move = $2 / $3 - 1
            if (move > 0.1 || move < -0.1) { printf "%s moved %.1f %%\n", $1, move * 100 > "/dev/stderr"; exit 1 }
            print $1, $2, $3
        }' "$DATA/security_prices.csv"
}
put "$WORK/fund/prices.csv" rows
say "$(wc -l <"$WORK/fund/prices.csv") prices"
