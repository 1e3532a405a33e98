# Which objects of each kind the collector tracks.
import gc, types, collections, functools
gc.disable()
gc.collect()
class A: pass
class S: __slots__ = ()
class S2: __slots__ = ('a',)
class I(int): pass
class T(tuple): pass
class F(float): pass
class B(bytes): pass
class St(str): pass
def f(): yield
vals = dict(i=1, f=1.5, s='a', b=b'a', n=None, t0=(), t1=(1,2), t2=(1,[]), l=[], l2=[1], d={}, d1={1:2}, d2={1:[]}, st={1}, fs=frozenset([1]), a=A(), s0=S(), s2=S2(), I=I(1), T=T(), F=F(1), B=B(b'a'), St=St('x'), fn=f, lam=lambda:0, g=f(), typ=A, code=f.__code__, r=range(3), sl=slice(1), it=iter([]), si=iter('a'), ri=iter(range(2)), bm=[].append, m=A().__init__, len=len, ba=bytearray(), mv=memoryview(b''), c=1j, o=object(), mod=types, ell=..., dq=collections.deque(), od=collections.OrderedDict(), nt=collections.namedtuple('N','a')(1), p=functools.partial(f), sn=types.SimpleNamespace(), cell=types.CellType(), prop=property(), cm=classmethod(f), sm=staticmethod(f), ex=ValueError(), mp=types.MappingProxyType({}), ga=list[int], un=int|str, e=enumerate([]), z=zip(), mm=map(f,[]), kv={}.keys(), ki=iter({}), ctr=collections.Counter(), big=10**100, dd=collections.defaultdict(int), w=A.__dict__['__weakref__'], getset=A.__dict__['__dict__'], meth=str.join, wd=int.__add__, mw=(1).__add__, type=type, int=int)
for k, v in vals.items(): print(k, gc.is_tracked(v), end=' ')
print()
d = {}; print(gc.is_tracked(d)); d['a'] = 1; print(gc.is_tracked(d)); d['b'] = 'x'; d['c'] = (1,); print(gc.is_tracked(d)); d['d'] = [] ; print(gc.is_tracked(d)); del d['d']; print(gc.is_tracked(d)); gc.collect(); print(gc.is_tracked(d))
print(gc.is_tracked(dict(a=1)), gc.is_tracked({**{'a': 1}}), gc.is_tracked({'a': 1}.copy()), gc.is_tracked({'a': []}.copy()), gc.is_tracked({k: k for k in 'ab'}), gc.is_tracked(dict([(1, 2)])), gc.is_tracked(dict.fromkeys('ab')), gc.is_tracked({1: 2} | {3: 4}))
t = tuple([1, 2]); print(gc.is_tracked(t)); gc.collect(); print(gc.is_tracked(t))
t = (1, (2, 'a')); print(gc.is_tracked(t))
x = 5
t = (x, x); print(gc.is_tracked(t)); gc.collect(0); print(gc.is_tracked(t))
t = (x, [x]); gc.collect(); print(gc.is_tracked(t))
t = (x, {}) ; gc.collect(); print(gc.is_tracked(t))
t = tuple(i for i in range(3)); print(gc.is_tracked(t)); gc.collect(); print(gc.is_tracked(t))
u = ((x, x), x); print(gc.is_tracked(u)); gc.collect(); print(gc.is_tracked(u), gc.is_tracked(u[0]))
def args(*a, **k): return gc.is_tracked(a), gc.is_tracked(k)
print(args(), args(1), args(1, a=2), args([], a=[]))
print(gc.is_tracked(A().__dict__)); a = A(); a.x = 1; print(gc.is_tracked(a.__dict__)); a.y = []; print(gc.is_tracked(a.__dict__), gc.is_tracked(vars(A)))
print([gc.is_finalized(v) for v in (1, a, [])])
