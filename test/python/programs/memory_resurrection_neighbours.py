# What a resurrected object refers to lives on as it was.
import gc

saved = None


class A:
    def __del__(self):
        global saved
        saved = self
        print("A.__del__", self.b.name)


class B:
    name = "b"

    def __del__(self):
        print("B.__del__")


a = A()
a.b = B()
a.b.a = a
del a
print(gc.collect())
print(saved.b.name, gc.is_finalized(saved), gc.is_finalized(saved.b))
saved = None
print(gc.collect())
