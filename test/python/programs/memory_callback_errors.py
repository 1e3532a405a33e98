# Errors in callbacks that run no code of the program.
import gc
import weakref


class Thing:
    pass


gc.disable()
thing = Thing()
reference = weakref.ref(thing, int)
del thing


def local():
    thing = Thing()
    reference = weakref.ref(thing, dict.pop)
    thing = None
    return reference


local()
gc.callbacks.append(len)
gc.collect()
gc.callbacks.clear()
items = [Thing()]
kept = weakref.ref(items[0], abs)
items.clear()
print("end")
