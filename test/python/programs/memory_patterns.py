# Singletons, flyweights, pools, and objects whose making fails.
import sys, weakref
class Singleton(type):
    _inst = {}
    def __call__(cls, *a, **k):
        if cls not in cls._inst: cls._inst[cls] = super().__call__(*a, **k)
        return cls._inst[cls]
class Cfg(metaclass=Singleton):
    def __init__(self, v=1): self.v = v
print(Cfg(5) is Cfg(6), Cfg().v, sys.getrefcount(Cfg()))
class Flyweight:
    _pool = weakref.WeakValueDictionary()
    def __new__(cls, k):
        o = cls._pool.get(k)
        if o is None: o = super().__new__(cls); cls._pool[k] = o; o.k = k; print('new', k)
        return o
a = Flyweight('x'); b = Flyweight('x'); print(a is b, len(Flyweight._pool)); del a, b; print(len(Flyweight._pool)); Flyweight('y'); print(len(Flyweight._pool))
class Borg:
    _s = {}
    def __init__(self): self.__dict__ = self._s
p = Borg(); q = Borg(); p.x = 1; print(q.x, p.__dict__ is q.__dict__, sys.getrefcount(Borg._s))
class Counted:
    n = 0
    def __new__(cls, *a): cls.n += 1; return super().__new__(cls)
    def __init__(self, *a): pass
    def __del__(self): type(self).n -= 1
xs = [Counted() for _ in range(3)]; print(Counted.n); xs.pop(); print(Counted.n); xs = None; print(Counted.n)
class Pool:
    def __init__(self): self.free = []; self.made = 0
    def get(self):
        if self.free: return self.free.pop()
        self.made += 1; return Res(self)
class Res:
    def __init__(self, pool): self.pool = pool
    def __del__(self): self.pool.free.append(self); print('back to pool')
pl = Pool(); r = pl.get(); i = id(r); del r; r2 = pl.get(); print(id(r2) == i, pl.made); del r2; print(len(pl.free)); pl.free.clear()
class NoInit:
    def __init__(self): raise ValueError('no')
    def __del__(self): print('del although init failed')
try: NoInit()
except ValueError as e: print(e)
print('after')
class NoNew:
    def __new__(cls): raise TypeError('nn')
    def __del__(self): print('never')
try: NoNew()
except TypeError as e: print(e)
class Other:
    def __new__(cls): return 5
    def __init__(self): print('not called')
print(Other())
