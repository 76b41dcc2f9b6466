# Takes the loan book over from the lending system and counts it.
. "$(dirname "$0")/lib.sh"

put "$WORK/credit/loans.csv" awk -F, 'NR > 1' "$DATA/loans.csv"
say "$(wc -l <"$WORK/credit/loans.csv") loans"
