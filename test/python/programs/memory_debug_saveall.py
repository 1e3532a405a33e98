import gc

gc.disable()
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.get_debug(), gc.DEBUG_LEAK)


class C:
    def __del__(self):
        print("del")


c = C()
c.c = c
del c
l = []
l.append(l)
del l
print(gc.collect())
print([type(g).__name__ for g in gc.garbage])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())
print(gc.garbage)
