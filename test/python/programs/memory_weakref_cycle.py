# References to garbage in a cycle are dead before finalisers run.
import gc
import weakref

gc.disable()


class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, ref() is None)


a, b = C("a"), C("b")
a.b, b.a = b, a
ref = weakref.ref(a, lambda r: print("callback", r is ref, r()))
inside = weakref.ref(b, lambda r: print("never called"))
a.inside = inside
del inside
del a, b
print(gc.collect())
print(ref())
