# gc.callbacks are told of each collection.
import gc
gc.disable(); gc.collect()
log = []
def cb(phase, info): log.append((phase, dict(info)))
gc.callbacks.append(cb)
l = []; l.append(l); del l
gc.collect(); gc.collect(1); gc.collect(0)
for x in log: print(x)
gc.collect()
gc.callbacks.clear()
print('x')
class C:
    def __call__(self, p, i): print('C', p, i); gc.collect()
gc.callbacks.append(C())
gc.collect()
gc.callbacks[:] = []
gc.callbacks.append(5)
gc.collect()
gc.callbacks.clear()
