import gc

gc.disable()
gc.collect()
before = gc.get_stats()
print([sorted(s) for s in before])
l = []
l.append(l)
del l
gc.collect(0)
x = []
x.append(x)
del x
gc.collect(1)
gc.collect(2)
after = gc.get_stats()
for b, a in zip(before, after):
    print({k: a[k] - b[k] for k in sorted(a)})
