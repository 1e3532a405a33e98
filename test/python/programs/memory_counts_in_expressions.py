# References that an expression holds while a call in it runs.
import sys
rc = sys.getrefcount
class O:
    def m(self, *a): return rc(self)
    def __add__(self, o): return rc(self), rc(o)
    def __getitem__(self, i): return rc(self), rc(i)
    def __getattr__(self, n): return rc(self)
    def __eq__(self, o): return rc(self)
    def __call__(self, *a): return rc(self)
o = O()
def f(x):
    y = x
    print(x, rc(x), file=open('/dev/null', 'w')); print((x, rc(x))[1], [x, y, rc(y)][2], {x.m: rc(x)}.popitem()[1])
    print((x, rc(x) if x else 0)[1], (x, x and rc(x))[1], (x, x is x and rc(x))[1], (x, not (x and rc(x)))[1])
    print((x, 1 < rc(x) < 100, rc(x))[2], [x, rc(x)].pop(), (x, x.m(), x.m(x))[1:], (x, rc(*[x]))[1], (x, max(x, x, key=rc) is x)[1])
    print(f'{rc(x)} {x is y} {rc(y)}', '%d %d' % (rc(x), rc(y)))
    a, b = x, rc(x); print(b)
    a = [x] * 2 + [rc(x)]; print(a[2])
    for i in (x, y):
        print(rc(i), (i, rc(x))[1])
    match x:
        case O() if rc(x) > 1: print('m', rc(x))
    match (x, y):
        case (p, q) if rc(p): print(rc(p), rc(q))
    with open('/dev/null') as fh: print((x, rc(x))[1])
    try: raise KeyError(x, rc(x))
    except KeyError as e: print(e.args[1], (x, rc(x))[1])
    z = (x, [y for y in [x] if rc(y)], rc(x)); print(z[2])
    w = lambda q: (q, rc(q)); print(w(x)[1])
    print((lambda q, r: rc(q))(x, rc(x)), O.m(x), (x, O.m(x))[1])
    t = x if rc(x) else y; print(rc(t))
    print([(i, rc(i))[1] for i in [x]], {i.m: (i, rc(i))[1] for i in [x]}.popitem()[1])
    assert (x, rc(x)), rc(x)
    return (x, rc(x))
print(f(o)[1], rc(o))
def g(x, n):
    if n: return g(x, n - 1) + (x, rc(x))[1]
    return 0
print(g(o, 4))
def gen(x):
    yield x, rc(x)
    yield (x, rc(x))[1]
    z = [x, (yield rc(x)), rc(x)]
    yield z[2]
print([i if isinstance(i, int) else i[1] for i in gen(o)])
class K:
    def __init__(self, x): print(rc(x), rc(self)); self.x = x
    def set(self, x): self.x, self.y = x, rc(x); return rc(self)
k = K(o); print(k.set(o), k.y, K(o).set(o))
def va(*a, **kw): return rc(a[0]), rc(a), rc(kw)
print(va(o), va(o, k=o), va(*[o]), va(*(o,), **{'k': o}))
print(rc(o))
