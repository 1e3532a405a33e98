# destruction, resurrection, weakrefs, cycles
import gc, sys, weakref
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
a = A(1); b = a; del a; print('still'); del b
def f():
    x = A(2); y = A(3)
f()
class S(A):
    __slots__ = ('q', 'r')
s = S(4); s.q = A('q'); s.r = A('r'); s.z = A('z')
del s
keep = []
class R:
    def __del__(self): keep.append(self); print('resurrect')
r = R(); del r; print(len(keep)); keep.clear(); print('gone')
w = A(5); ref = weakref.ref(w, lambda r: print('callback', r() is None)); del w; print(ref())
gc.collect()
x = A(6); y = A(7); x.o = y; y.o = x; del x, y
print('before'); print(gc.collect()); print('after')
class L(list):
    def __del__(self): print('L', len(self))
l = L([A('i'), A('j')]); del l
class D(dict): pass
d = D(a=A('da')); d.at = A('dat'); del d
class I(int):
    pass
i = I(5); i.a = A('ia'); del i
class T(tuple): pass
t = T((A('t0'), A('t1'))); t.x = A('tx'); del t
class E(Exception): pass
e = E(A('earg')); e.at = A('eat'); e.__cause__ = ValueError(A('cause')); del e
class K:
    x = A('class attr')
    def m(self): pass
del K; print(gc.collect())
print(sys.getrefcount(A), sys.getrefcount(S))
o = A(9); print(sys.getrefcount(o)); m = o.__init__; print(sys.getrefcount(o)); del m; print(sys.getrefcount(o))
z = [o] * 5; print(sys.getrefcount(o)); del z, o
class P:
    def __init__(self): self.a = 1
p = P(); p.b = 2; del p.a; p.a = 3; print(p.__dict__, vars(p)); p.__dict__['q'] = 5; print(p.q); p.__dict__ = {'n': 1}; print(p.n, hasattr(p, 'a'))
print(gc.is_tracked(p), gc.is_tracked(P), gc.get_referents(p)[-1] is P)
def g():
    try: raise E(1)
    except E as ex: return ex
q = g(); print(q.__traceback__.tb_lineno, q.__context__); del q
class N:
    def __init__(self): self.me = self; self.d = A('N')
N(); print(gc.collect())
for i in range(3):
    class Loop: 
        def __del__(self): print('loop', i)
    Loop()
a1 = A('shutdown')
