#!/usr/bin/env python3
"""The same question in networkx: who reaches node 0 in the graph of the file (int32 pairs)? Prints count and seconds."""
import sys, time, array
import networkx

pairs = array.array('i')
with open(sys.argv[1], 'rb') as f:
    pairs.frombytes(f.read())
graph = networkx.DiGraph()
graph.add_edges_from(zip(pairs[0::2], pairs[1::2]))
began = time.perf_counter()
reached = networkx.ancestors(graph, 0)
print(len(reached), time.perf_counter() - began)
