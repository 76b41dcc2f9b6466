# Loads one subject into the warehouse. Argument: cash, wealth, capital, credit, core or ledger.
. "$(dirname "$0")/lib.sh"
subject=$1

if [ "$subject" = ledger ]; then
    need "$WORK/gl/closed" "$WORK/gl/trial-balance.csv"
    put "$WORK/warehouse/ledger.csv" cat "$WORK/gl/trial-balance.csv"
else
    need "$WORK/gl/ledger-$subject.csv"
    put "$WORK/warehouse/subject-$subject.csv" awk -F, -v OFS=, '{ print $1, $3, $4 }' "$WORK/gl/ledger-$subject.csv"
fi
say "$subject loaded"
