# How many blocks of which size objects have for tracemalloc: those of deques and OrderedDicts, of instances, of small sets.
import tracemalloc
from collections import OrderedDict, deque
from itertools import combinations, permutations, product


class Plain:
    pass


class Text(str):
    pass


class Number(int):
    pass


def traced(make):
    made = [make()]
    tracemalloc.start()
    made.append(make())
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    line = make.__code__.co_firstlineno
    return sorted(trace.size for trace in snapshot.traces if trace.traceback[0].lineno == line)


print(traced(lambda: {1, 2}))
print(traced(lambda: set(range(100))))
print(traced(lambda: deque(range(300, 400)))[-3:])
print(traced(lambda: OrderedDict.fromkeys("abcdefghijklmn")))
print(traced(lambda: Plain()))
print(traced(lambda: Plain()))
print(traced(lambda: Text("abc")), traced(lambda: Number(5)))
print(traced(lambda: product([1, 2], [3]))[-1], traced(lambda: permutations("abc"))[-3:], traced(lambda: combinations("abc", 2))[-2:])
tracemalloc.start()
print(tracemalloc.get_object_traceback(Plain()), len(tracemalloc.get_object_traceback(object())))
