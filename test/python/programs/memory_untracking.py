import gc

gc.collect()
t = tuple([1, 2, "x"])
print(gc.is_tracked(t))
gc.collect()
print(gc.is_tracked(t))
u = tuple([t, []])
gc.collect()
print(gc.is_tracked(u))
v = tuple([tuple([1, 2]), tuple([3.5, None])])
gc.collect()
gc.collect()
print(gc.is_tracked(v))
d = {"a": []}
print(gc.is_tracked(d))
d["a"] = 1
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
d["t"] = (1, 2)
print(gc.is_tracked(d))
d["l"] = [1]
print(gc.is_tracked(d))
