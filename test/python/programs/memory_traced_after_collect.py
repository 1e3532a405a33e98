# What tracemalloc says after a collection has freed all that waits: the tuples of calls wait with their lengths.
import gc
import tracemalloc


class Node:
    __slots__ = ("payload", "me")

    def __init__(self, size=1000):
        self.payload = bytearray(size)
        self.me = self


def make(count):
    for _ in range(count):
        Node()


gc.disable()
tracemalloc.start()
make(10)
gc.collect()
before = tracemalloc.get_traced_memory()[0]
make(100)
after = tracemalloc.get_traced_memory()[0]
print((after - before) // 1000)
print(gc.collect(), (tracemalloc.get_traced_memory()[0] - before) // 1000)
