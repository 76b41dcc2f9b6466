# Holds what each vault counted against its opening balance and the day's movements. A difference stops the night.
. "$(dirname "$0")/lib.sh"
need "$WORK/cash/north.csv" "$WORK/cash/east.csv" "$WORK/cash/south.csv" "$WORK/cash/west.csv" "$WORK/cash/atm.csv"

cat "$WORK"/cash/*.csv | awk -F, '
    FNR == NR { net[$1] += ($2 == "deposit" ? $4 : -$4); next }
    FNR > 1 {
        expected = $2 + net[$1]
        if (expected != $3) { printf "%s: expected %.0f, counted %.0f\n", $1, expected, $3 > "/dev/stderr"; wrong = 1 }
    }
    END { exit wrong }' - "$DATA/vault_counts.csv" || fail "the vaults do not agree with the movements"
say "all vaults agree"
