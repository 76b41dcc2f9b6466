"""Plan with NetworkX, Monte Carlo with NumPy, and with pools and locks with SimPy, on the networks that come in on standard input.

Prints `NAME VALUE` a line: milliseconds of a plan, nanoseconds per job and sample of a Monte Carlo; or `skipped REASON`.
"""

import sys
import time

try:
    import networkx
    import numpy
    import simpy
except ImportError as missing:
    print(f"skipped {missing}")
    sys.exit(0)


class Network:
    """Jobs as rows of low, mode and high in milliseconds, priority, and the resources of which each takes a unit."""

    def __init__(self, numbers):
        self.jobs, links, resources = next(numbers), next(numbers), next(numbers)
        self.capacities = [next(numbers) for _ in range(resources)]
        points, self.priority, self.takes = [], [], []
        for _ in range(self.jobs):
            points.append([next(numbers) for _ in range(3)])
            self.priority.append(next(numbers))
            self.takes.append([next(numbers) for _ in range(next(numbers))])
        self.points = numpy.array(points, dtype=float)
        self.graph = networkx.DiGraph()
        self.graph.add_nodes_from(range(self.jobs))
        self.graph.add_edges_from((next(numbers), next(numbers)) for _ in range(links))
        low, mode, high = self.points.T
        width = numpy.where(high > low, high - low, 1)
        self.first, self.second = 1 + 4 * (mode - low) / width, 5 - 4 * (mode - low) / width
        self.before = [list(self.graph.predecessors(job)) for job in range(self.jobs)]
        self.order = list(networkx.topological_sort(self.graph))


def plan(network):
    graph, mean = network.graph, network.points @ [1 / 6, 4 / 6, 1 / 6]
    order = list(networkx.topological_sort(graph))
    early, late = {}, {}
    for node in order:
        early[node] = max((early[p] + mean[p] for p in graph.predecessors(node)), default=0)
    window = max(early[node] + mean[node] for node in order)
    for node in reversed(order):
        late[node] = min((late[s] - mean[s] for s in graph.successors(node)), default=window)
    return window


def monte_carlo(network, samples):
    generator = numpy.random.default_rng(1)
    low, _, high = network.points.T
    finish = numpy.zeros((network.jobs, samples))
    for node in network.order:
        start = finish[network.before[node]].max(axis=0) if network.before[node] else 0
        spread = generator.beta(network.first[node], network.second[node], samples)
        finish[node] = start + low[node] + (high[node] - low[node]) * spread
    return numpy.percentile(finish[network.order[-1]], [50, 80, 95])


def with_pools(network, samples):
    generator = numpy.random.default_rng(1)
    low, _, high = network.points.T
    windows = []
    for _ in range(samples):
        spans = low + (high - low) * generator.beta(network.first, network.second)
        environment = simpy.Environment()
        resources = [simpy.PriorityResource(environment, capacity=units) for units in network.capacities]
        processes = [None] * network.jobs

        def job(node):
            if network.before[node]:
                yield environment.all_of([processes[p] for p in network.before[node]])
            held = []
            for resource in network.takes[node]:
                request = resources[resource].request(priority=-network.priority[node])
                yield request
                held.append((resource, request))
            yield environment.timeout(spans[node])
            for resource, request in held:
                resources[resource].release(request)

        for node in network.order:
            processes[node] = environment.process(job(node))
        environment.run()
        windows.append(environment.now)
    return windows


def median(work, runs):
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return sorted(times)[runs // 2]


given = iter(map(int, sys.stdin.read().split()))
free, pooled = Network(given), Network(given)
print(f"networkx {median(lambda: plan(free), 5) * 1e3}")
print(f"numpy {median(lambda: monte_carlo(free, 500), 3) * 1e9 / free.jobs / 500}")
few = max(1, 3000 // pooled.jobs)
print(f"simpy {median(lambda: with_pools(pooled, few), 3) * 1e9 / pooled.jobs / few}")
