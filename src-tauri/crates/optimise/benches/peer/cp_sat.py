"""The window that CP-SAT finds with two workers in the seconds given; the problem comes on standard input."""

import sys

from ortools.sat.python import cp_model

lines = sys.stdin.read().splitlines()
jobs, links = map(int, lines[0].split())
capacities = list(map(int, lines[1].split()))
rows = [list(map(int, line.split())) for line in lines[2 : 2 + jobs]]
horizon = sum(row[0] for row in rows)

model = cp_model.CpModel()
starts = [model.new_int_var(0, horizon, "") for _ in rows]
intervals = [model.new_fixed_size_interval_var(start, row[0], "") for start, row in zip(starts, rows)]
for line in lines[2 + jobs : 2 + jobs + links]:
    before, after = map(int, line.split())
    model.add(starts[after] >= starts[before] + rows[before][0])
for pool, capacity in enumerate(capacities):
    users = [(job, row[at + 1]) for job, row in enumerate(rows) for at in range(1, len(row), 2) if row[at] == pool]
    model.add_cumulative([intervals[job] for job, _ in users], [units for _, units in users], capacity)
window = model.new_int_var(0, horizon, "")
model.add_max_equality(window, [start + row[0] for start, row in zip(starts, rows)])
model.minimize(window)

solver = cp_model.CpSolver()
solver.parameters.max_time_in_seconds = float(sys.argv[1])
solver.parameters.num_workers = 2
if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
    print(int(solver.objective_value))
