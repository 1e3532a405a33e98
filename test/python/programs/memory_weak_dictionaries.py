import gc
import weakref


class Key:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"Key({self.n})"


d = weakref.WeakValueDictionary()
a, b = Key(1), Key(2)
d["a"], d["b"] = a, b
print(len(d), d["a"], sorted(d.keys()), "a" in d, d.get("z"))
del a
print(len(d), list(d), "a" in d)
try:
    d["a"]
except KeyError as e:
    print("KeyError", e)
k = weakref.WeakKeyDictionary()
x, y = Key("x"), Key("y")
k[x], k[y] = 1, 2
print(len(k), k[x], sorted(v for v in k.values()))
del x
print(len(k), [repr(i) for i in k])
s = weakref.WeakSet([b, y])
print(len(s), b in s)
del b
print(len(s), [repr(i) for i in s])
print(d.setdefault("q", y) is y, dict(d))
del y
gc.collect()
print(len(k), len(s), len(d))
