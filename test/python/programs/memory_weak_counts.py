# How many weak references there are, which are shared, and what their end shows.
import weakref, gc, sys
class A:
    def __init__(s, n=0): s.n = n
    def __repr__(s): return f'A{s.n}'
    def m(s): return s.n
a = A(1)
r1 = weakref.ref(a); r2 = weakref.ref(a)
print(r1 is r2, weakref.getweakrefcount(a), len(weakref.getweakrefs(a)))
r3 = weakref.ref(a, lambda r: print('cb3', r is r3))
r4 = weakref.ref(a, lambda r: print('cb4'))
p = weakref.proxy(a); p2 = weakref.proxy(a)
print(p is p2, weakref.getweakrefcount(a))
print(r1 == r3, hash(r1) == hash(a), r1.__callback__, r3.__callback__ is not None)
print(p.n, p.m(), type(p), isinstance(p, A), p.__class__)
p.n = 5; print(a.n); del p.n
try: p.n
except AttributeError as e: print(e)
a.n = 1
print(weakref.getweakrefs(a)[0] is r1, weakref.getweakrefs(a)[1] is p)
f = weakref.finalize(a, print, 'fin', 1, k=2) if 0 else weakref.finalize(a, print, 'fin', 1)
print(f.alive, f.peek()[1:], f.atexit)
del a
print(r1(), f.alive, f.peek(), f())
try: p.n
except ReferenceError as e: print(e)
try: print(p)
except ReferenceError as e: print(e)
print(r1 == r3, r1 == r1, r1 != r2)
try: print(hash(r3))
except TypeError as e: print(e)
print(hash(r1) is not None)
d = weakref.WeakValueDictionary()
x, y = A('x'), A('y')
d['x'] = x; d['y'] = y; print(sorted(d), len(d), d['x'], d.get('z'), 'x' in d)
del x; print(sorted(d), len(d))
for k in d: del y; print(k, len(d)); break
gc.collect(); print(len(d), dict(d))
k = weakref.WeakKeyDictionary()
x = A('k'); k[x] = 'v'; print(k[x], len(k), x in k, list(k.items()))
del x; print(len(k), list(k))
class B:
    def m(self): return 'bm'
b = B(); wm = weakref.WeakMethod(b.m); print(wm()(), wm() == b.m, wm == weakref.WeakMethod(b.m)); del b; print(wm())
class R(weakref.ref):
    def __new__(cls, o, cb=None, x=0): return super().__new__(cls, o, cb)
    def __init__(self, o, cb=None, x=0): super().__init__(o, cb); self.x = x
a = A(); r = R(a, x=7); print(r.x, r() is a, R(a) is r, isinstance(r, weakref.ref), weakref.getweakrefcount(a))
for bad in (1, 'a', None, (), object(), 1.5, int, len, [], {}, {1}):
    try: weakref.ref(bad); print('ok', type(bad).__name__)
    except TypeError as e: print(e)
class S: __slots__ = ('a',)
try: weakref.ref(S())
except TypeError as e: print(e)
class S2: __slots__ = ('a', '__weakref__')
s = S2(); print(weakref.ref(s)() is s, s.__weakref__ is weakref.ref(s))
print(A.__weakref__, a.__weakref__ is r or type(a.__weakref__))
def fn(): pass
def gen(): yield
g = gen()
print(weakref.ref(fn)() is fn, weakref.ref(g)() is g, weakref.ref({1}.__class__)() is set, weakref.ref(frozenset([1])) is not None)
try: weakref.ref()
except TypeError as e: print(e)
try: weakref.ref(a, None, None)
except TypeError as e: print(e)
try: weakref.ref(a, callback=None)
except TypeError as e: print(e)
try: weakref.proxy(1)
except TypeError as e: print(e)
print(weakref.ref(a, None) is weakref.ref(a))
print(weakref.CallableProxyType, weakref.ProxyType, weakref.ReferenceType, weakref.ProxyTypes)
pf = weakref.proxy(fn); print(type(pf), pf())
class Num:
    def __add__(s, o): return 'add'
    def __radd__(s, o): return 'radd'
    def __len__(s): return 3
    def __bool__(s): return False
    def __iter__(s): return iter([1])
    def __getitem__(s, i): return i
    def __contains__(s, i): return True
    def __eq__(s, o): return True
    def __lt__(s, o): return True
    def __hash__(s): return 1
    def __index__(s): return 2
    def __enter__(s): return s
    def __exit__(s, *a): pass
    def __call__(s): return 'called'
n = Num(); pn = weakref.proxy(n)
print(pn + 1, 1 + pn, len(pn), bool(pn), list(pn), pn[4], 3 in pn, pn == 1, pn < 1, [1,2,3][pn], pn())
try: hash(pn)
except TypeError as e: print(e)
try:
    with pn: pass
except Exception as e: print(type(e), e)
