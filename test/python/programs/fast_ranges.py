"""x[a:b] of what needs no slice object and of what does, and what replaces it."""
import sys


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print("index", self.value)
        return self.value


class Named(list):
    def __getitem__(self, key):
        return ("asked", key)

    def __setitem__(self, key, value):
        print("set", key, value)


class Noisy:
    def __init__(self, name, watched):
        self.name = name
        self.watched = watched

    def __del__(self):
        print("gone", self.name, len(self.watched))


def ranges(x):
    ends = (None, 0, 1, 3, 7, -1, -3, -9, True, 10**12, -(10**12))
    return [x[a:b] for a in ends for b in ends]


def replaced(value, a, b):
    x = [0, 1, 2, 3, 4]
    x[a:b] = value
    return x


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


def get(x, a, b):
    return x[a:b]


def failing():
    yield 1
    raise ValueError("in the middle")


for sequence in ([1, 2, 3, 4, 5], (1, 2, 3, 4, 5), "abcde", "aäλ𝄞e", b"abcde", range(5)):
    print(ranges(sequence))
whole = (1, 2, 3)
print(whole[:] is whole, whole[0:] is whole, whole[:2] is whole, "abc"[:] == "abc")
print(get([1, 2, 3], Index(1), None), get("abc", None, Index(-1)))
print(get(Named(), 1, 2), get(Named(), None, None))
named = Named()
named[1:2] = "v"
show(get, [1], "a", None)
show(get, [1], None, 1.5)
show(get, 5, None, None)
show(get, {}, None, None)
for a, b in ((None, None), (1, 3), (3, 1), (0, 0), (-2, None), (9, 12), (-9, 2)):
    for value in ([7, 8], (), "xy", (c for c in "pqr"), reversed([1, 2]), {1: 2}, range(4)):
        print(replaced(value, a, b))
show(replaced, 5, 1, 2)
show(replaced, failing(), 1, 2)
show(replaced, [1], "a", None)
x = [1, 2, 3]
x[1:2] = x
print(x)
x[:2] = reversed(x)
print(x)
x[:] = reversed(x)
print(x)
back = reversed(x)
next(back)
x[2:] = back
print(x, list(back))
back = reversed(x)
del x[3:]
x[0:0] = back
print(x)
x[:] = iter(())
print(x, sys.getsizeof(x))
items = []
items[:] = [Noisy(name, items) for name in "abcd"]
items[1:3] = reversed([1, 2])
items[0:1] = (c for c in "z")
print(items[:3])
items[:] = ()
count = sys.getrefcount(whole)
some = [whole, whole]
some[:] = reversed(some)
print(sys.getrefcount(whole) - count)
del some
print(sys.getrefcount(whole) - count)
