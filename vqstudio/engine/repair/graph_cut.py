"""Minimum cuts: which of two states every node of a graph takes so that the whole costs least."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

PRECISION = 1000
"""Flows are whole numbers: what the share USUAL of the edges does not exceed becomes this."""
USUAL = 0.95
MOST = 1e8
MOST_ROUNDS = 20
WORTH = 0.1
"""Share of the open nodes that a round must decide: with fewer the flow is computed sooner."""


def minimum_cut(cost: np.ndarray, i: np.ndarray, j: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """bool (N,): which nodes take state 1 at the least cost (Kolmogorov and Zabih 2004).

    ``cost`` float (N,): what state 1 costs more than state 0; ``weight`` float (E,), not negative, is paid for every
    edge from ``i`` in state 0 to ``j`` in state 1 (int (E,) both).
    """
    n = len(cost)
    cost = cost.astype(np.float64)
    ones, open_ = np.zeros(n, bool), np.ones(n, bool)
    # A node that gains nothing even if all others take the state never takes it, and the other way round: most nodes
    # are decided so, and tell their neighbours, before any flow is computed.
    for _ in range(MOST_ROUNDS):
        never = open_ & (cost >= np.bincount(i, weight, n))
        always = open_ & (cost <= -np.bincount(j, weight, n)) & ~never
        decided = np.count_nonzero(never | always)
        if decided <= WORTH * np.count_nonzero(open_):
            break
        ones |= always
        open_ &= ~(never | always)
        e = never[i]
        cost += np.bincount(j[e], weight[e], n)
        e = always[j]
        cost -= np.bincount(i[e], weight[e], n)
        left = open_[i] & open_[j]
        i, j, weight = i[left], j[left], weight[left]
    nodes = np.flatnonzero(open_)
    if not len(nodes):
        return ones
    place = np.empty(n, np.int64)
    place[nodes] = np.arange(len(nodes))
    ones[nodes] = _flow(cost[nodes], place[i], place[j], weight)
    return ones


def _flow(cost: np.ndarray, i: np.ndarray, j: np.ndarray, weight: np.ndarray) -> np.ndarray:
    n = len(cost)
    source, sink = n, n + 1
    most = int(USUAL * (len(weight) - 1))
    usual = np.partition(weight, most)[most] if len(weight) else 1.0
    scale = PRECISION / max(float(usual), 1e-6)
    cheaper = cost < 0
    nodes = np.arange(n)
    heads = np.concatenate([i, np.where(cheaper, nodes, source)])
    tails = np.concatenate([j, np.where(cheaper, sink, nodes)])
    capacity = np.minimum(np.concatenate([weight, np.abs(cost)]) * scale, MOST).astype(np.int32)
    # Every edge with its reverse, sorted, each once: so SciPy has nothing to add, and its flow has the same places.
    place = np.concatenate([heads * (n + 2) + tails, tails * (n + 2) + heads])
    order = np.argsort(place)
    place = place[order]
    first = np.flatnonzero(np.diff(place, prepend=-1))
    capacity = np.add.reduceat(np.concatenate([capacity, np.zeros_like(capacity)])[order], first, dtype=np.int32)
    rows, columns = np.divmod(place[first], n + 2)
    starts = np.searchsorted(rows, np.arange(n + 3))
    columns = columns.astype(np.int32)
    left = capacity > maximum_flow(_graph(capacity, columns, starts), source, sink).flow.data
    residual = _graph(capacity[left], columns[left], np.append(0, np.cumsum(left))[starts])
    reached = np.zeros(n + 2, bool)
    reached[breadth_first_order(residual, source, return_predecessors=False)] = True
    return ~reached[:n]


def _graph(values: np.ndarray, columns: np.ndarray, starts: np.ndarray) -> sp.csr_array:
    """The graph of edges sorted by the nodes where they start; those of node k begin at ``starts[k]``."""
    return sp.csr_array((values, columns, starts.astype(np.int32)), shape=(len(starts) - 1,) * 2)
