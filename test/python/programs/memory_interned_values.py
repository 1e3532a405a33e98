import sys
a = 256; b = 256
print(a is b, int("256") is a, int("257") is int("257"), -5 is int("-5"), int("-6") is int("-6"))
x = 1; y = 1
print(x is y, x + 256 is y + 256, True + 0 is 1)
s = "hello"; t = "hel" "lo"; u = "".join(["hel", "lo"])
print(s is t, s is u, s == u, sys.intern(u) is s)
print("hello world" is "hello world", "a" * 5 is "aaaaa", chr(97) is "a", "abc"[1] is "b", str(b"x", "ascii") is "x")
print(() is tuple([]), (1, 2) is (1, 2), "" is str(), b"" is bytes(), b"a" is bytes([97]), frozenset() is frozenset())
def f():
    return (1, "x", (2, 3))
def g():
    return (1, "x", (2, 3))
print(f() is f(), f() is g(), f.__code__.co_consts)
print(None is None, type(None)() is None, ... is Ellipsis, NotImplemented is NotImplemented)
n = 1000
def h():
    return 1000
print(h() is h(), h() is n, 1000 is 1000)
l = [1.5, 1.5]
print(l[0] is l[1], float("1.5") is float("1.5"))
class C:
    pass
print(C.__name__ is sys.intern("C"), C().__class__ is C)
d = {"key": 1}
k = "".join(["k", "ey"])
print(k in d, next(iter(d)) is k, next(iter(d)) is "key")
