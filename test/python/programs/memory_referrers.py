import gc

x = object()
l = [x]
d = {"x": x}
t = (x,)


class C:
    pass


c = C()
c.x = x
found = gc.get_referrers(x)
print(any(r is l for r in found), any(r is d for r in found), any(r is t for r in found))
print(any(r is globals() for r in found))
print(gc.get_referents(l) == [x], gc.get_referents(d) == ["x", x], gc.get_referents(t) == [x])
print(gc.get_referents(1), gc.get_referents())
print([type(r).__name__ for r in gc.get_referents([1, "a", None])])
print(gc.get_referents({1: 2}))


def f():
    pass


print(f.__globals__ in gc.get_referents(f))
print(gc.get_referrers(object()))
