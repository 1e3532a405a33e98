import gc

gc.disable()
gc.collect()


class C:
    pass


def cycle(n):
    nodes = [C() for _ in range(n)]
    for i in range(n):
        nodes[i].next = nodes[(i + 1) % n]


cycle(1)
print(gc.collect())
cycle(10)
print(gc.collect())
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d["d"] = d
del d
print(gc.collect())
t = ([],)
t[0].append(t)
del t
print(gc.collect())


def f():
    def g():
        return g


f()
print(gc.collect())


class Self:
    pass


del Self
print(gc.collect() > 0)
s = set()


class H:
    def __init__(self):
        self.s = {self}


H()
print(gc.collect())
e = Exception()
e.me = e
del e
print(gc.collect())
