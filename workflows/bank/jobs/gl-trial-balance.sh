# Draws the trial balance: the ledger adds up to zero, or the night stops here.
. "$(dirname "$0")/lib.sh"
for system in cash wealth capital credit core fx; do
    need "$WORK/gl/ledger-$system.csv"
done

rows() {
    sort "$WORK"/gl/ledger-*.csv | awk -F, '
        NR > 1 && $1 != account { printf "%s,%.0f,%.0f\n", account, balance, turnover; balance = turnover = 0 }
        { account = $1; balance += $3; turnover += $4; sum += $3 }
        END {
            printf "%s,%.0f,%.0f\n", account, balance, turnover
            if (sum != 0) { printf "the ledger is out by %.0f cents\n", sum > "/dev/stderr"; exit 1 }
        }'
}
put "$WORK/gl/trial-balance.csv" rows
say "trial balance is zero over $(wc -l <"$WORK/gl/trial-balance.csv") accounts"
