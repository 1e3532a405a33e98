import weakref


class C:
    def __init__(self):
        self.x = 1

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    def __len__(self):
        return 3

    def __getitem__(self, key):
        return key

    def __contains__(self, item):
        return item == 1

    def __str__(self):
        return "a C"

    def __bool__(self):
        return False

    def __iter__(self):
        return iter([1, 2])

    def __eq__(self, other):
        return other == "me"

    __hash__ = None

    def method(self):
        return self.x

    def __index__(self):
        return 7

    def __iadd__(self, other):
        return ("iadd", other)


c = C()
p = weakref.proxy(c)
print(p.x, p.method(), p + 1, 1 + p, len(p), p["k"], 1 in p, 2 in p, str(p), bool(p), list(p))
print(p == "me", p == 2, [10, 20, 30, 40, 50, 60, 70, 80][p])
p.y = 5
print(c.y)
del p.y
print(hasattr(c, "y"), isinstance(p, C), type(p).__name__)
print(weakref.proxy(c) is p)
try:
    hash(p)
except TypeError as e:
    print(e)
try:
    p()
except TypeError as e:
    print(e)
q = p
q += 4
print(q)
del c
try:
    p.x
except ReferenceError as e:
    print(e)


class F:
    def __call__(self, *a, **k):
        return a, k


f = F()
cp = weakref.proxy(f, lambda r: print("gone"))
print(cp(1, z=2), type(cp).__name__, callable(cp))
del f
