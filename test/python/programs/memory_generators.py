import gc

gc.disable()


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def gen(d):
    local = D("local")
    try:
        yield 1
        yield 2
    finally:
        print("finally")


g = gen(D("argument"))
print(next(g))
del g
print("closed")
g = gen(D("never started"))
del g
g = gen(D("exhausted"))
print(list(g))
print("done")
del g


def selfish():
    me = yield
    d = D("in a cycle")
    try:
        yield me
    finally:
        print("finally in the cycle")


s = selfish()
next(s)
s.send(s)
del s
print(gc.collect())
