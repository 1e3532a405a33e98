class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def __getitem__(self, i):
        return super().__getitem__(i)


s = Stack([1, 2]).push(3)
print(s, len(s), s[-1], isinstance(s, list), type(s + [1]).__name__, s == [1, 2, 3], s.__dict__)
s.extra = "attribute"
print(s.extra)


class Celsius(float):
    def fahrenheit(self):
        return self * 9 / 5 + 32


print(Celsius(100).fahrenheit(), Celsius(1.5) + 1, repr(Celsius(2)), type(Celsius(1) + 1).__name__)


class Id(int):
    def __new__(cls, value):
        return super().__new__(cls, value * 2)

    def __repr__(self):
        return f"Id({int(self)})"


print(Id(4), Id(4) + 1, Id(4) == 8, {Id(1): "x"}[2], [10, 20, 30][Id(1)], f"{Id(3):03d}")


class Pair(tuple):
    __slots__ = ()

    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


p = Pair(1, 2)
print(p, p.first, p == (1, 2), hash(p) == hash((1, 2)), len(p), p[::-1])
a, b = p
print(a + b)


class Upper(str):
    def __new__(cls, s):
        return super().__new__(cls, s.upper())


print(Upper("abc"), Upper("a") + "b", "".join([Upper("x")]))


class Default(dict):
    def __missing__(self, k):
        return k * 2


print(Default()["ab"], Default(a=1), Default({"x": 1}).get("y"), {**Default(a=1)})


class MyError(ValueError, KeyError):
    pass


try:
    raise MyError("both")
except KeyError as e:
    print(repr(e), isinstance(e, ValueError), MyError.__mro__[1:4])


class Flag(set):
    pass


print(Flag([1]) | {2}, type(Flag([1]) | {2}).__name__, Flag([1]) == {1})
for wrong in (lambda: type("X", (bool,), {}), lambda: type("X", (int, str), {}), lambda: type("X", (type(None),), {}), lambda: type("X", (list, dict), {}), lambda: type("X", (5,), {}), lambda: Pair(1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
