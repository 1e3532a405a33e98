class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f(p, q):
    z = D("z")
    a = D("a")
    p = D("new p")
    print("end of f")


f(D("p"), D("q"))
print("after")


def g():
    x = D("x1")
    x = D("x2")
    return x


g()
print("after g")
y = g()
print("kept")
y = None
D("temporary")
print("last")
