import weakref


class NoWeak:
    __slots__ = ()


class Weak:
    __slots__ = ("__weakref__",)


for call in (
    lambda: weakref.ref(NoWeak()),
    lambda: weakref.ref(),
    lambda: weakref.ref(Weak(), 1, 2),
    lambda: weakref.ref(Weak(), callback=1),
    lambda: weakref.ref(Weak())(1),
    lambda: weakref.proxy(),
    lambda: weakref.proxy(1),
    lambda: weakref.ProxyType(),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
print(weakref.getweakrefcount(1), weakref.getweakrefs(1))
print(weakref.ref(Weak())())
w = Weak()
print(weakref.ref(w)() is w)
for ok in (set(), frozenset(), Weak, lambda: 0, len, weakref.WeakSet()):
    print(weakref.ref(ok)() is ok)
