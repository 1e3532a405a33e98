import gc
print(gc.get_threshold(), gc.isenabled(), gc.get_debug(), gc.garbage, gc.callbacks)
gc.collect(); gc.disable()
class A: pass
for n in range(1, 4):
    items = [A() for _ in range(n)]
    for i, item in enumerate(items):
        item.next = items[(i + 1) % n]
    del items, item
    print(n, gc.collect())
l = []; l.append(l); del l
d = {}; d["d"] = d; del d
print(gc.collect(), gc.collect())
def f(): pass
f.self = f
del f
print(gc.collect())
class C: pass
del C
print(gc.collect())
class S:
    __slots__ = "s",
s = S(); s.s = s; del s
print(gc.collect())
g = (x for x in [1])
print(gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked({"a": []}), gc.is_tracked(()), gc.is_tracked((1,)), gc.is_tracked(A()), gc.is_tracked(g), gc.is_tracked(S()), gc.is_tracked(object()))
t = (1, "a", 2.0)
print(gc.is_tracked(t)); gc.collect(); print(gc.is_tracked(t))
a = A(); a.x = [1, {"y": a}]
print([type(o).__name__ for o in gc.get_referents(a)], [type(o).__name__ for o in gc.get_referents(a.x)], gc.get_referents([1, "b"]), gc.get_referents((None,), {1: 2}))
print([type(o).__name__ for o in gc.get_referrers(a.x)], any(o is a.x[1] for o in gc.get_referrers(a)))
print(gc.is_finalized(a), len(gc.get_stats()), sorted(gc.get_stats()[0]))
gc.set_threshold(100, 5)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
seen = []
gc.callbacks.append(lambda phase, info: seen.append((phase, info["generation"], info["collected"], info["uncollectable"])))
x = []; x.append(x); del x
gc.collect(1); gc.collect()
gc.callbacks.clear()
print(seen)
try:
    gc.collect(3)
except ValueError as e:
    print(e)
gc.freeze(); print(gc.get_freeze_count() > 0); gc.unfreeze(); print(gc.get_freeze_count())
