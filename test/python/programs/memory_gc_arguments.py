# Arguments that the functions of gc refuse, and its statistics.
import gc
gc.disable(); gc.collect()
b = gc.get_stats()
print(len(b), sorted(b[0]))
gc.collect(0); gc.collect(1); gc.collect(2); gc.collect()
a = gc.get_stats()
print([{k: y[k] - x[k] for k in x} for x, y in zip(b, a)])
for i in range(10):
    l = []; l.append(l)
del l
gc.collect(0)
c = gc.get_stats()
print([{k: y[k] - x[k] for k in x} for x, y in zip(a, c)])
print(gc.get_threshold(), gc.isenabled())
gc.enable(); print(gc.isenabled())
gc.set_threshold(5); print(gc.get_threshold())
gc.set_threshold(700, 5); print(gc.get_threshold())
gc.set_threshold(700, 10, 10); print(gc.get_threshold())
gc.set_threshold(0); print(gc.get_threshold())
for bad in [lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.collect('a'), lambda: gc.set_threshold(), lambda: gc.set_threshold('a'), lambda: gc.set_debug('x'), lambda: gc.get_objects(5), lambda: gc.get_objects(-2), lambda: gc.get_objects('a'), lambda: gc.is_tracked(), lambda: gc.get_referents, lambda: gc.freeze(1), lambda: gc.collect(generation=1, x=2), lambda: gc.get_objects(generation=1) and 1, lambda: gc.set_threshold(1,2,3,4), lambda: gc.enable(1), lambda: gc.is_finalized()]:
    try: print(bad() if bad() is None or isinstance(bad(), int) else 'ok')
    except Exception as e: print(type(e).__name__, e)
print(gc.freeze(), gc.get_freeze_count() > 1000, gc.unfreeze(), gc.get_freeze_count())
