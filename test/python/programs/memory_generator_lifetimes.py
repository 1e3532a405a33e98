import sys, gc
class V:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def g():
    a = V("a")
    try:
        yield 1
        b = V("b")
        yield 2
    finally:
        print("finally")
x = g()
print(next(x), sys.getrefcount(x))
del x
x = g(); next(x); next(x)
x.close()
print("closed")
print(list(g()))
x = g(); next(x)
try:
    x.throw(KeyError("k"))
except KeyError as e:
    print("thrown", e)
print(x.gi_frame, x.gi_running)
def outer():
    v = V("outer")
    r = yield from inner()
    print("inner gave", r)
def inner():
    v = V("inner")
    yield "from inner"
    return V("result").n
o = outer(); print(next(o), o.gi_yieldfrom is not None)
print(list(o))
o = outer(); next(o); del o
print("deleted")
def selfish():
    me = yield
    yield me
s = selfish(); next(s); s.send(s)
del s
print(gc.collect() > 0)
for v in map(V, range(2)):
    print("got", v.n)
del v
z = zip([V("z1")], [V("z2")])
p = next(z); print(sys.getrefcount(p)); del p
print("p gone"); del z
def args(*a, **k):
    yield a
    yield k
q = args(V("pos"), key=V("key")); next(q); next(q); q.close(); print("done")
it = iter([V("i1"), V("i2")])
next(it); print("first dropped?"); next(it); next(it, None); del it; print("end")
