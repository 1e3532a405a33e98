import gc

gc.disable()
gc.collect()
print(gc.get_freeze_count())
l = []
l.append(l)
gc.freeze()
print(gc.get_freeze_count() > 100, len(gc.get_objects()) < 20)
del l
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count())
print(gc.collect())
