"""Sums, products and powers of floats as wholes, changed in place in lists, and what only looks like them."""
import sys


class Loud(float):
    def __rsub__(self, other):
        print("rsub", other)
        return 0.5

    def __pow__(self, other):
        return "loud power"


class Places(list):
    def __getitem__(self, key):
        print("get", key)
        return list.__getitem__(self, key)

    def __setitem__(self, key, value):
        print("set", key, value)
        list.__setitem__(self, key, value)


def change(x, i, a, b):
    x[0] -= a * b
    x[i] += a * b + 1.0
    x[i] *= a / b
    return x


def sums(total, a, b):
    total += a * b
    total -= a - b / 2.0
    return total


def raised(x, y, z):
    return (x * y) ** -1.5, z * x**0.5, x**2.0 / 3.0


def force(dx, dy, dz):
    return 0.01 * (dx * dx + dy * dy + dz * dz) ** -1.5


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for x in ([1.0, 2.0], [1, 2], [1.5, 2], ["a", 2.0], (1.0, 2.0), Places([1.0, 2.0]), [True, False], []):
    for a, b in ((0.5, 4.0), (3, 2), (0.5, 2), (1.0, 0.0), (2.5, 1j), ("x", 2), (Loud(2.0), 3.0)):
        for i in (0, 1, -1, 5, True):
            if isinstance(x, tuple):
                show(change, x, i, a, b)
            else:
                show(change, type(x)(x), i, a, b)
for a in (1, 1.5, "t", [1], 2**70, None, True, float("nan"), float("inf")):
    for b in (2, 0.25, 3.0, 0.0):
        show(sums, 0, a, b)
        show(sums, 0.5, a, b)
for x in (2.0, 4, -2.0, 0.0, -0.0, 1e-300, 1e300, float("inf"), float("nan"), "s", 2**2000, Loud(4.0)):
    for y in (1.0, -1.0, 3, 0.0):
        show(raised, x, y, 2.0)
show(force, 1.0, 2.0, 3.0)
show(force, 0.0, 0.0, 0.0)
show(force, 1, 2, 3)
show(force, 1e200, 0.0, 0.0)
print(2.0**0.5, 2.0**-1, (-8.0) ** (1 / 3), pow(2.0, 3.0), 2**0.5)
value = 10.25
kept = [value, value]
before = sys.getrefcount(value)
change(kept, 1, 0.5, 2.0)
print(sys.getrefcount(value) - before, kept)


def mixed(x):
    return 1.0 / x, x * 2.5, 3.0 - x, x + 0.5


for x in (3, -7, 2**31 - 1, -(2**31), 2**31, 2**2000, True, 0.25, 1j, "s", None, Loud(8.0), 0, 0.0):
    show(mixed, x)
