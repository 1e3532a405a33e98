import weakref


class C:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, C) and self.n == other.n

    def __hash__(self):
        return hash(self.n)


c = C(1)
r = weakref.ref(c)
print(r() is c, r.__callback__, weakref.getweakrefcount(c))
s = weakref.ref(c)
print(r is s, weakref.getweakrefcount(c))
q = weakref.ref(c, print)
print(q is r, q == r, q.__callback__ is print, weakref.getweakrefcount(c))
print(weakref.getweakrefs(c) == [r, q], weakref.getweakrefs(c)[0] is r)
d = C(1)
e = weakref.ref(d)
print(e == r, hash(e) == hash(r), e != r)
del d
print(e(), e == r, e != r, e == e)
print(hash(e) == hash(r))
f = weakref.ref(C(5))
try:
    hash(f)
except TypeError as err:
    print(err)
print(repr(f).split(" at ")[0], repr(f).endswith("dead>"))
q = None
del c
print(r())
for bad in (1, "a", None, [], (), {}):
    try:
        weakref.ref(bad)
    except TypeError as err:
        print(err)
