# Classes are in cycles of their own.
import gc
import weakref

gc.disable()
gc.collect()


def make():
    class C:
        def method(self):
            return __class__

    return weakref.ref(C), weakref.ref(C.method)


c, m = make()
print(c() is not None, m() is not None)
print(gc.collect() > 4)
print(c(), m())


class Base:
    pass


class Derived(Base):
    pass


print([k.__name__ for k in Base.__subclasses__()])
del Derived
gc.collect()
print(Base.__subclasses__())
