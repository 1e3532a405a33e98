# Blocks that objects add: dead lists, dicts and tuples are used again.
import sys


def added(make):
    make()
    make()
    before = sys.getallocatedblocks()
    made = make()
    return sys.getallocatedblocks() - before - 1


class Slots:
    __slots__ = ("x",)


for make in (
    lambda: None,
    object,
    lambda: [],
    lambda: [1],
    lambda: [[] for _ in range(10)],
    lambda: {},
    lambda: 10**10,
    lambda: (1, []),
    lambda: 1.5 * 2,
    lambda: list(range(1000, 1100)),
    lambda: bytearray(10),
    lambda: b"ab" * 5,
    lambda: range(10),
    lambda: iter([]),
    lambda: "x" * 1000,
    lambda: [None] * 100,
    lambda: {i: i for i in range(100)},
    Slots,
    lambda: lambda: 0,
):
    print(added(make))

a = []
place = id(a)
del a
b = {}
c = []
print(id(b) == place, id(c) == place)
d = (1, c)
place = id(d)
del d
e = (c, 2)
print(id(e) == place)
