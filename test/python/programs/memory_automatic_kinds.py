# When collections come by themselves, for many kinds of objects.
import gc
gc.collect()
runs = []
gc.callbacks.append(lambda p, i: runs.append(i['generation']) if p == 'start' else None)
gc.set_threshold(10, 3, 3)
keep = []
for i in range(500):
    keep.append([])
gc.set_threshold(700, 10, 10)
print(runs)
runs.clear()
for i in range(5000):
    l = []; l.append(l)
print(runs)
runs.clear()
class A: pass
keep = [A() for _ in range(3000)]
print(runs)
runs.clear()
keep = {i: [i] for i in range(2000)}
print(runs)
runs.clear()
keep = [(i, i) for i in range(2000)]
print(runs); runs.clear()
keep = [(lambda: 0) for i in range(2000)]
print(runs); runs.clear()
def f(n):
    if n: return [f(n-1)]
keep = f(900)
print(runs); runs.clear()
keep = None
for i in range(3000): [].append({})
print(runs)
print(gc.get_count()[1:])
