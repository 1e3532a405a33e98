import weakref


class Ref(weakref.ref):
    __slots__ = ("key",)

    def __new__(cls, ob, callback=None, key=None):
        self = super().__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback=None, key=None):
        super().__init__(ob, callback)


class C:
    pass


c = C()
r = Ref(c, key="k")
s = Ref(c, key="k2")
print(r is s, r.key, s.key, r == s, r() is c)
print(isinstance(r, weakref.ref), weakref.getweakrefcount(c))


def dead(ref):
    print("dead", ref.key)


t = Ref(c, dead, "t")
u = Ref(c, dead, "u")
del c
print(r(), t())


class Plain(weakref.ref):
    pass


c = C()
p = Plain(c)
p.extra = 1
print(p.extra, p() is c)
