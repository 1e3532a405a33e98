import tracemalloc


def strings():
    return [("x%d" % i) * 10 for i in range(1000)]


def arrays():
    return [bytes(i) for i in range(10, 1010)]


tracemalloc.start()
s1 = tracemalloc.take_snapshot()
a = strings()
b = arrays()
c = bytearray(50000)
s2 = tracemalloc.take_snapshot()
here = tracemalloc.Filter(True, "*memory_tracemalloc_snapshot.py")
s1, s2 = s1.filter_traces([here]), s2.filter_traces([here])
for stat in s2.statistics("lineno")[:3]:
    frame = stat.traceback[0]
    print(frame.lineno, stat.count // 10, round(stat.size / 1000))
for diff in s2.compare_to(s1, "lineno")[:3]:
    print(diff.traceback[0].lineno, diff.count_diff // 10, round(diff.size_diff / 1000))
print(len(s2.statistics("filename")))
print(sum(s.size for s in s2.statistics("lineno")) == s2.statistics("filename")[0].size)
tracemalloc.stop()
try:
    tracemalloc.take_snapshot()
except RuntimeError as e:
    print(e)
