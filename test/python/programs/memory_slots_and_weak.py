import gc
import weakref


class P:
    __slots__ = ("x", "__weakref__")

    def __del__(self):
        print("del P")


gc.disable()
p = P()
p.x = p
r = weakref.ref(p, lambda r: print("callback"))
del p
print(gc.collect(), r())


class Q(P):
    __slots__ = ("y",)


q = Q()
q.x, q.y = q, [q]
del q
print(gc.collect())
