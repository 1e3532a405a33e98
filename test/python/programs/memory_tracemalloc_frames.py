import tracemalloc


def inner():
    return bytearray(5000)


def outer():
    return inner()


tracemalloc.start(10)
x = outer()
tb = tracemalloc.get_object_traceback(x)
print([f.lineno for f in tb], tracemalloc.get_traceback_limit())
for line in tb.format():
    print(line.replace(__file__, "FILE"))
stats = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*tracemalloc_frames.py", all_frames=False)])
top = stats.statistics("traceback")[0]
print([f.lineno for f in top.traceback], top.size, top.count)
print(stats.filter_traces([tracemalloc.Filter(True, "*", lineno=5)]).statistics("lineno")[0].traceback[0].lineno)
print(len(stats.filter_traces([tracemalloc.DomainFilter(True, 0)]).traces) > 0)
print(len(stats.filter_traces([tracemalloc.DomainFilter(True, 1)]).traces))
