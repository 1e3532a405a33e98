# Descriptors and metaclasses that remember instances without keeping them.
import weakref, sys
class cached:
    def __init__(self, f): self.f = f; self.data = weakref.WeakKeyDictionary()
    def __set_name__(self, o, n): self.name = n; print('set_name', o.__name__, n)
    def __get__(self, o, t):
        if o is None: return self
        if o not in self.data: print('compute'); self.data[o] = self.f(o)
        return self.data[o]
class C:
    def __init__(self, v): self.v = v
    @cached
    def sq(self): return self.v ** 2
    def __del__(self): print('C', self.v, 'gone')
a = C(3); print(a.sq, a.sq, len(C.sq.data)); b = C(4); b.sq; print(len(C.sq.data)); del a; print(len(C.sq.data)); print(sys.getrefcount(b))
class Typed:
    __slots__ = ('name', 'type')
    def __init__(self, t): self.type = t
    def __set_name__(self, o, n): self.name = n
    def __get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name)
    def __set__(self, o, v):
        if not isinstance(v, self.type): raise TypeError(f'{self.name} must be {self.type.__name__}, not {type(v).__name__}')
        o.__dict__[self.name] = v
class P: x = Typed(int); y = Typed(str)
p = P(); p.x = 1; p.y = 'a'; print(p.x, p.__dict__, sys.getsizeof(P.x))
try: p.x = 'no'
except TypeError as e: print(e)
class Meta(type):
    def __call__(cls, *a): o = super().__call__(*a); cls.all.append(weakref.ref(o)); return o
    def __getattr__(cls, n): return f'meta {n}'
    def __len__(cls): return sum(r() is not None for r in cls.all)
class M(metaclass=Meta): all = []
m1, m2 = M(), M(); print(len(M), M.zzz); del m1; print(len(M), hasattr(m2, 'zzz'))
class Prop:
    def __get__(self, o, t): raise AttributeError('hidden')
class H:
    p = Prop()
    def __getattr__(self, n): return 'fallback ' + n
print(H().p); import functools
class L:
    @functools.cached_property
    def big(self): return bytearray(10)
l = L(); l.big.append(1); print(len(l.big), 'big' in l.__dict__); del l.__dict__['big']; print(len(l.big)); super_ = super(M, m2); print(sys.getsizeof(super_), super_.__thisclass__ is M, sys.getrefcount(m2)); del super_; print(sys.getrefcount(m2)); b.missing
