import tracemalloc

print(tracemalloc.is_tracing())
tracemalloc.start()
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
before = tracemalloc.get_traced_memory()[0]
data = bytearray(80000)
now, peak = tracemalloc.get_traced_memory()
print(80000 <= now - before < 81500, peak >= now)
x = object()
tb = tracemalloc.get_object_traceback(data)
print(len(tb), tb[0].lineno, tb[0].filename.endswith("memory_tracemalloc_basic.py"))
del data
print(tracemalloc.get_traced_memory()[0] - before < 2000, tracemalloc.get_traced_memory()[1] >= 80000)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < 80000)
tracemalloc.clear_traces()
print(tracemalloc.get_object_traceback(x))
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
for bad in (0, -1, 100000):
    try:
        tracemalloc.start(bad)
    except ValueError as e:
        print(e)
