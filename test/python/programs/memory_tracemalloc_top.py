import tracemalloc
tracemalloc.start()
before = tracemalloc.take_snapshot()
data = [bytes(1000) for _ in range(50)]
table = {i: str(i) for i in range(100)}
after = tracemalloc.take_snapshot()
here = [s for s in after.compare_to(before, "lineno") if s.traceback[0].filename == __file__]
for s in here[:3]:
    print(s.traceback[0].lineno, s.size_diff, s.count_diff)
top = after.filter_traces([tracemalloc.Filter(True, __file__)]).statistics("lineno")
print([(s.traceback[0].lineno, s.size, s.count) for s in top[:3]])
print(tracemalloc.get_object_traceback(data)[0].lineno, tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
current, peak = tracemalloc.get_traced_memory()
print(current > 55000, peak >= current)
del data
print(current - tracemalloc.get_traced_memory()[0] >= 50 * 1033)
tracemalloc.stop()
print(tracemalloc.get_object_traceback(table), tracemalloc.get_traced_memory())
