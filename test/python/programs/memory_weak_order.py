# The order of callbacks, finalisers and weak references in cycles.
import weakref, gc
class A: 
    def __del__(s): print('del')
a = A()
rs = [weakref.ref(a, lambda r, i=i: print('cb', i)) for i in range(4)]
del rs[1]
del a
a = A(); a.me = a
rs = [weakref.ref(a, lambda r, i=i: print('cb', i)) for i in range(4)]
del a; print(gc.collect())
class B: pass
b = B(); b.b = b
b.r = weakref.ref(b, lambda r: print('never'))
del b; print(gc.collect())
b = B(); c = B(); b.c = c; c.b = b
r1 = weakref.ref(b, lambda r: print('b gone', r2() is None)); r2 = weakref.ref(c, lambda r: print('c gone', r1() is None))
del b, c; print(gc.collect())
