class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f(a, b=None, *args, c=None, **kw):
    del a
    print("in f")


f(D("a"), D("b"), D("args"), c=D("c"), k=D("kw"))
print("after")


def g(x):
    x = None
    print("in g")


g(D("rebound"))


def h(x):
    return x.name


print(h(D("passed on")))
kw = {"a": D("from dict")}
f(**kw)
print("kept by kw")
del kw
