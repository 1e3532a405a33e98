# A class knows its subclasses by weak references, which programs can see.
import gc
import weakref


class Base:
    pass


class Left(Base):
    pass


class Right(Base):
    pass


class Both(Left, Right):
    pass


for each in (Base, Left, Right, Both):
    print(each.__name__, weakref.getweakrefcount(each), [kind.__name__ for kind in each.__subclasses__()])
print(weakref.ref(Left) is weakref.getweakrefs(Left)[0])
counts = gc.get_count()[0]


class Other(Base):
    pass


print(weakref.getweakrefcount(Other), Base.__subclasses__()[-1] is Other)
del Other
gc.collect()
print([kind.__name__ for kind in Base.__subclasses__()])
Both.__bases__ = (Right,)
print(Left.__subclasses__(), Right.__subclasses__() == [Both])
del Both
gc.collect()
print(Right.__subclasses__())
