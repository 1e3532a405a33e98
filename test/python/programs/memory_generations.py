import gc

gc.disable()
gc.collect()
l = []
print(l in gc.get_objects(0) or any(o is l for o in gc.get_objects(0)))


def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(g))]


class K:
    pass


k = K()
print(where(k))
gc.collect(0)
print(where(k))
gc.collect(1)
print(where(k))
gc.collect(2)
print(where(k))
n = K()
gc.collect(0)
m = K()
print(where(n), where(m), where(k))
gc.collect(1)
print(where(n), where(m), where(k))
