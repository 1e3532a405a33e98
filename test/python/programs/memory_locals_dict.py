# locals() of a function is one dict as long as its frame lives, and refers to its variables.
import sys
rc = sys.getrefcount
x = []
print(rc(x))
y = x
print(rc(x))
z = [x, x, x]
print(rc(x))
def f():
    a = x
    print(rc(a), rc(x))
    l = locals()
    print(rc(a))
    l2 = locals()
    print(l is l2, rc(a))
    del l, l2
    print(rc(a))
f()
print(rc(x))
def g():
    a = x
    b = a, a
    print(rc(a))
    exec("q = a")
    print(rc(a))
    eval("print(rc(a))")
g()
print(rc(x))
class A:
    v = x
    print(rc(x), rc(v))
print(rc(x))
del A
print(rc(x))
import gc
gc.collect()
print(rc(x))
try:
    raise ValueError(x)
except ValueError as e:
    print(rc(x))
    print(rc(e))
    print(rc(e.__traceback__))
    print(rc(e.args))
print(rc(x))
print(rc(None) > 1000, rc(1) > 50)
print(rc(()) > 100)
def gen(v):
    yield rc(v)
    yield rc(v)
g1 = gen(x)
print(rc(x), next(g1), next(g1), rc(x))
del g1
print(rc(x))
for i in [x]:
    print(rc(x), rc(i))
print(rc(x))
del i
for i, j in [(x, x)]:
    print(rc(x))
del i, j
a, b = x, x
print(rc(x))
a, *b = x, x, x
print(rc(x))
del a, b
[a] = [x]
print(rc(x)); del a
(a := x)
print(rc(x)); del a
if (a := x) is not None: print(rc(a))
del a
print(rc(x), rc([x][0]), rc((x,)[0]), rc({0: x}[0]))
print(rc(x if True else None))
global_name = x
print(rc(x))
match x:
    case []: print('m', rc(x))
match [x, x]:
    case [p, q]: print('m', rc(x), rc(p))
match {'k': x}:
    case {'k': v, **rest}: print('m', rc(x))
del p, q, v
print(rc(x))
with_ = None
class CM:
    def __enter__(self): return x
    def __exit__(self, *a): print(rc(x))
with CM() as w, CM() as v:
    print(rc(x))
print(rc(x))
del w, v
print(rc(x))
assert x == [], x
print(rc(x))
lst = [x] * 10
print(rc(x)); del lst
tup = (x,) * 10
print(rc(x)); del tup
dd = dict.fromkeys(range(10), x)
print(rc(x)); del dd
s = slice(x, x, x)
print(rc(x)); del s
it = iter([x])
print(rc(x)); del it
z2 = zip([x], [x]); print(rc(x)); next(z2); print(rc(x)); del z2
e2 = enumerate([x]); print(rc(x)); next(e2); print(rc(x)); del e2
m2 = map(None, [x]); print(rc(x)); del m2
r = reversed([x]); print(rc(x)); del r
f2 = filter(None, [x]); print(rc(x)); del f2
from functools import partial, lru_cache, reduce
p = partial(print, x, k=x); print(rc(x)); del p
@lru_cache
def lc(a): return a
class H: pass
hh = H()
lc(hh); print(rc(hh)); lc.cache_clear(); print(rc(hh))
print(reduce(lambda a, b: b, [hh, hh]) is hh, rc(hh))
def fin():
    try:
        return x
    finally:
        print(rc(x))
print(rc(fin()))
print(rc(x))
