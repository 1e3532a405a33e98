class V:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def binary(op):
    return lambda self, other: f"{self!r}{op}{other!r}"


def reflected(op):
    return lambda self, other: f"{other!r}{op}{self!r} (reflected)"


for name, op in dict(add="+", sub="-", mul="*", truediv="/", floordiv="//", mod="%", pow="**", lshift="<<", rshift=">>", matmul="@").items():
    setattr(V, f"__{name}__", binary(op))
    setattr(V, f"__r{name}__", reflected(op))
setattr(V, "__and__", binary("&"))
setattr(V, "__or__", binary("|"))
setattr(V, "__xor__", binary("^"))
v, w = V("v"), V("w")
print(v + w, v - 1, 2 * v, v / w, 3 // v, v % 5, v ** 2, 2 ** v, v << 1, 1 >> v, v @ w, v & w, v | w, v ^ w)


class Sub(V):
    def __radd__(self, other):
        return "sub first"


print(v + Sub("s"), V("x") + V("y"))


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10

    def __contains__(self, x):
        return x == "magic"


s = Seq()
print(list(s), len(s), s[1], "magic" in s, 10 in s, bool(s), list(reversed(s)), max(s), [*s])


class Callable:
    def __call__(self, *args, **kw):
        return args, kw

    def __getattr__(self, name):
        if name.startswith("dyn"):
            return name.upper()
        raise AttributeError(f"no {name}")

    def __setattr__(self, name, value):
        print("setattr", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        object.__delattr__(self, name)


c = Callable()
print(c(1, a=2), c.dynamic, callable(c), callable(5))
c.x = 1
del c.x
try:
    c.other
except AttributeError as error:
    print(error)


class Ordered:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print("lt", self.n, other.n)
        return self.n < other.n

    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n


print(Ordered(1) < Ordered(2), Ordered(1) > Ordered(2), Ordered(1) == Ordered(1), Ordered(1) != Ordered(2), [Ordered(1)] == [Ordered(1)])
try:
    Ordered(1) <= Ordered(2)
except TypeError as error:
    print(error)
print(1 if [] else 2, [] or "default", 0 and 1, not [], None is None, [] is [], 1 == 1 == 1, "a" < "b" > "a")
