// Holds the module graphlib in Toy.

/// The source of the module `graphlib`.
let bundledGraphlib = #"""
__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        self._before, self._after, self._ready, self._started = {}, {}, None, 0
        self._done = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._before.setdefault(node, 0)
        self._after.setdefault(node, [])
        self._before[node] += len(predecessors)
        for other in predecessors:
            self._before.setdefault(other, 0)
            self._after.setdefault(other, []).append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, count in self._before.items() if not count]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _cycle(self):
        stack, iterators, places, seen = [], [], {}, set()
        for node in self._before:
            if node in seen:
                continue
            while True:
                if node in seen:
                    if node in places:
                        return stack[places[node]:] + [node]
                else:
                    seen.add(node)
                    iterators.append(iter(self._after[node]))
                    places[node] = len(stack)
                    stack.append(node)
                while stack:
                    following = next(iterators[-1], iterators)
                    if following is not iterators:
                        node = following
                        break
                    del places[stack.pop()]
                    iterators.pop()
                else:
                    break
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result, self._ready = tuple(self._ready), []
        self._started += len(result)
        return result

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._done < self._started or bool(self._ready)

    __bool__ = is_active

    def done(self, *nodes):
        for node in nodes:
            self._done += 1
            for other in self._after[node]:
                self._before[other] -= 1
                if not self._before[other]:
                    self._ready.append(other)

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)
"""#
