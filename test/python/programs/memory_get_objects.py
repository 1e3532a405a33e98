import gc


class C:
    pass


c = C()
objects = gc.get_objects()
print(any(o is c for o in objects), any(o is objects for o in objects))
print(any(type(o) is int for o in objects))
del objects
print(sum(type(o) is C for o in gc.get_objects()))
c2 = C()
print(sum(type(o) is C for o in gc.get_objects()))
del c, c2
print(sum(type(o) is C for o in gc.get_objects()))
