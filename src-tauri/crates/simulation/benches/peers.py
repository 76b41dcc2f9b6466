"""Plan with NetworkX and Monte Carlo with NumPy on the network that comes in on standard input."""

import sys
import time

try:
    import networkx
    import numpy
except ImportError as missing:
    print(f"NetworkX and NumPy                             skipped: {missing}")
    sys.exit(0)

numbers = iter(map(int, sys.stdin.read().split()))
jobs, links = next(numbers), next(numbers)
points = numpy.array([[next(numbers) for _ in range(3)] for _ in range(jobs)], dtype=float)
edges = [(next(numbers), next(numbers)) for _ in range(links)]

graph = networkx.DiGraph()
mean = (points[:, 0] + 4 * points[:, 1] + points[:, 2]) / 6
graph.add_nodes_from(range(jobs))
graph.add_edges_from(edges)


def plan():
    order = list(networkx.topological_sort(graph))
    early, late = {}, {}
    for node in order:
        early[node] = max((early[p] + mean[p] for p in graph.predecessors(node)), default=0)
    window = max(early[node] + mean[node] for node in order)
    for node in reversed(order):
        late[node] = min((late[s] - mean[s] for s in graph.successors(node)), default=window)
    return window


def median(work, runs):
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return sorted(times)[runs // 2]


SAMPLES = 500
low, mode, high = points.T
width = numpy.where(high > low, high - low, 1)
place = (mode - low) / width
order = list(networkx.topological_sort(graph))
before = [list(graph.predecessors(node)) for node in range(jobs)]


def monte_carlo():
    generator = numpy.random.default_rng(1)
    finish = numpy.zeros((jobs, SAMPLES))
    for node in order:
        start = finish[before[node]].max(axis=0) if before[node] else 0
        spread = generator.beta(1 + 4 * place[node], 5 - 4 * place[node], SAMPLES)
        finish[node] = start + low[node] + (high[node] - low[node]) * spread
    return numpy.percentile(finish[order[-1]], [50, 80, 95])


print(f"plan, NetworkX {networkx.__version__:<32}{median(plan, 5) * 1e3:>10.3f} ms")
print(f"numpy {median(monte_carlo, 3) * 1e9 / jobs / SAMPLES}")
