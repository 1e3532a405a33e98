# Attributes die in the order in which they were set; list and tuple elements from the end.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


class Holder:
    pass


h = Holder()
h.b, h.a, h.c = D("b"), D("a"), D("c")
del h
print()
l = [D(1), D(2), D(3)]
del l
print()
t = (D(1), D(2), D(3))
del t
print()
d = {"x": D("x"), "w": D("w"), "y": D("y")}
del d
print()
d = {"x": D("x"), "w": D("w"), "y": D("y")}
d.clear()
print()
s = [D("s1"), D("s2"), D("s3")]
s.clear()
print()
s = [D("s1"), D("s2"), D("s3"), D("s4")]
del s[1:3]
print()
s[:] = []
print()


class Slots:
    __slots__ = ("b", "a")


x = Slots()
x.a, x.b = D("slot a"), D("slot b")
del x
print()
