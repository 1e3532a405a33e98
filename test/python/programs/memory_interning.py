import sys

a = 256
b = 256
print(a is b, int("256") is a, 255 + 1 is a, -5 is int("-5"), int("-6") is int("-6"))
c = int("257")
d = int("257")
print(c is d, 100 + 157 is c)
x = "hello"
y = "hel" + "lo"
z = "".join(["hel", "lo"])
print(x is y, x is z, sys.intern(z) is x)
print("" is str(), "a" is "abc"[0], chr(233) is "é", b"" is bytes(), b"a" is b"abc"[0:1])
print(() is tuple(), (1, 2) is (1, 2), tuple([1]) is tuple([1]))
print("a b" is "a b", frozenset() is frozenset())
n = None
print(n is None, True is bool(1), ... is Ellipsis)


def f():
    return 1000, "some words here"


print(f()[0] is f()[0], f()[1] is f()[1], f() is f())
print([s for s in ("x" * 4, "y" * 21) if s is sys.intern(s)])
k = "key_name"
print(list({k: 1})[0] is "key_name", type("T", (), {k: 1}).__dict__.keys().__len__() > 0)
w = 1.5
print(w is 1.5, float("1.5") is w)
