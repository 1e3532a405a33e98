import gc

gc.disable()
gc.collect()
print(gc.get_count()[1:])
a = gc.get_count()[0]
keep = [[] for _ in range(100)]
b = gc.get_count()[0]
print(100 <= b - a <= 110)
del keep
gc.collect(0)
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect()
print(gc.get_count()[1:])
