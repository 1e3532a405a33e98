# Lists that wait to be used again are not counted as new.
import gc
gc.disable(); gc.collect()
class A: pass
a = A()
print(any(o is a for o in gc.get_objects()), any(o is a for o in gc.get_objects(0)), any(o is a for o in gc.get_objects(1)), any(o is a for o in gc.get_objects(2)))
gc.collect(0)
print(any(o is a for o in gc.get_objects(0)), any(o is a for o in gc.get_objects(1)), any(o is a for o in gc.get_objects(2)))
gc.collect(1)
print(any(o is a for o in gc.get_objects(0)), any(o is a for o in gc.get_objects(1)), any(o is a for o in gc.get_objects(2)))
n = len(gc.get_objects())
l = [[] for _ in range(100)]
print(len(gc.get_objects()) - n)
del l
print(len(gc.get_objects()) - n)
print(gc.get_count())
x = []; y = []
print(gc.get_count())
gc.collect(); print(gc.get_count())
gc.freeze(); print(gc.get_freeze_count() > 0)
gc.unfreeze(); print(len(gc.get_objects()) > 100)
gc.freeze()
c = []; c.append(c); del c
print(gc.collect())
gc.unfreeze()
