# Takes one branch's cash movements of the day out of the teller system. Argument: the branch.
. "$(dirname "$0")/lib.sh"
branch=$1

put "$WORK/cash/$branch.csv" awk -F, -v branch="$branch" 'NR > 1 && $1 == branch' "$DATA/cash_movements.csv"
need "$WORK/cash/$branch.csv"
say "$branch: $(wc -l <"$WORK/cash/$branch.csv") movements"
