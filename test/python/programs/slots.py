class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
print(p.x, p.y, Point.__slots__, type(Point.x).__name__, Point.x)
try:
    p.z = 3
except AttributeError as error:
    print(error)
del p.x
try:
    p.x
except AttributeError as error:
    print(error)
print(hasattr(p, "__dict__"))


class Point3(Point):
    __slots__ = "z"


q = Point3(1, 2)
q.z = 3
print(q.x + q.y + q.z)


class Loose(Point):
    pass


r = Loose(1, 2)
r.anything = 5
print(r.__dict__, r.x)
try:
    import weakref
    weakref.ref(p)
except TypeError as error:
    print(error)


class Both:
    __slots__ = ("a", "__dict__", "__weakref__")


b = Both()
b.a = 1
b.c = 2
print(b.__dict__, weakref.ref(b)() is b)
try:
    class Clash:
        a = 1
        __slots__ = ("a",)
except ValueError as error:
    print(error)
try:
    class Lay(Point, Both):
        pass
except TypeError as error:
    print(error)
