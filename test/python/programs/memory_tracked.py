import gc


class C:
    pass


class S:
    __slots__ = ()


for x in (1, 1.5, "a", b"a", None, True, (), [], {}, set(), (1,), [1], {1: 1}, {"a": []}, C(), C, S(), int, len, lambda: 0):
    print(type(x).__name__, gc.is_tracked(x))
d = {}
d["a"] = 1
print(gc.is_tracked(d))
d["b"] = []
print(gc.is_tracked(d))
print(gc.is_tracked(iter([])), gc.is_tracked(range(3)), gc.is_tracked(slice(1)), gc.is_tracked(bytearray()))
print(gc.is_tracked(frozenset()), gc.is_tracked({}.keys()), gc.is_tracked(C().__init__))
