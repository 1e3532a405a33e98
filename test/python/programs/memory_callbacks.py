import gc

gc.disable()
gc.collect()


def seen(phase, info):
    print(phase, sorted(info.items()))


def broken(phase, info):
    raise ValueError(phase)


gc.callbacks.append(seen)
l = []
l.append(l)
del l
print(gc.collect(0))
print(gc.collect())
gc.callbacks.remove(seen)
print(gc.callbacks)
