import sys


class A:
    pass


class S:
    __slots__ = ("a", "b")


class L(list):
    pass


class I(int):
    pass


class T(tuple):
    pass


class St(str):
    pass


class E(Exception):
    pass


class D(dict):
    pass


class By(bytes):
    pass


for x in (None, True, False, 0, 1, -1, 2**30, 2**60, -(2**100), 1.5, 1j, "", "a", "abc", "é", "éé", "Ω", "ΩΩ", "\U0001f600", b"", b"abc"):
    print(ascii(x), sys.getsizeof(x))
for x in ((), (1,), (1, 2, 3), [], {}, set(), frozenset(), range(3), slice(1), object(), NotImplemented, ...):
    print(x.__class__.__name__, sys.getsizeof(x))
for x in (A(), S(), L(), I(5), T((1, 2)), St("abc"), E(1), D(), By(b"abc")):
    print(type(x).__name__, sys.getsizeof(x), x.__sizeof__())
for x in (bytearray(), bytearray(10), memoryview(b""), Exception(), KeyError(1), OSError(1, "a"), StopIteration()):
    print(type(x).__name__, sys.getsizeof(x))
for x in (lambda: 0, len, [].append, A().__init__, property(), staticmethod(len), super(A, A()), sys, int, type):
    print(type(x).__name__, sys.getsizeof(x))
for x in (iter([]), iter(()), iter(range(3)), iter("a"), iter({}), iter(set()), enumerate([]), zip(), map(len, []), filter(None, []), reversed([])):
    print(type(x).__name__, sys.getsizeof(x))
for x in ({}.keys(), {}.values(), {}.items(), list[int], int | str, type.__dict__):
    print(type(x).__name__, sys.getsizeof(x))
print(sys.getsizeof(A) > 1000, sys.getsizeof(S))
