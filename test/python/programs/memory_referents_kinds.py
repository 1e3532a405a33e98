# What objects of each kind refer to.
def names(l): return sorted(type(x).__name__ for x in l)
class A: pass
class B(A): x = 1
class S: __slots__ = ('a', 'b')
a = A(); a.x = [1]; a.y = {}
print(names(gc.get_referents(a)))
a.__dict__
print(names(gc.get_referents(a)))
print(names(gc.get_referents(B)))
print(names(gc.get_referents(A)))
s = S(); s.a = [1]
print(names(gc.get_referents(s)))
def f(x, y=[1], *, z={}): return a
print(names(gc.get_referents(f)))
def outer():
    q = [1]
    def inner(): return q
    return inner
i = outer()
print(names(gc.get_referents(i)), names(gc.get_referents(i.__closure__[0])), names(gc.get_referents(i.__closure__)))
print(names(gc.get_referents(a.__init__)), names(gc.get_referents([].append)), names(gc.get_referents(len)))
class M:
    def m(self): pass
    @property
    def p(self): 'doc'
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
print(names(gc.get_referents(M().m)))
print(names(gc.get_referents(M.__dict__['p'])), names(gc.get_referents(M.__dict__['c'])), names(gc.get_referents(M.__dict__['s'])))
print(names(gc.get_referents(slice([1], 2, 3))), names(gc.get_referents(range(3))))
print(names(gc.get_referents(iter([1]))), names(gc.get_referents(iter((1,)))), names(gc.get_referents(iter({1:2}))), names(gc.get_referents(iter({1}))), names(gc.get_referents(iter('abc'))), names(gc.get_referents(iter(range(3)))))
print(names(gc.get_referents({1: [2]})), names(gc.get_referents({1, 2.5})), names(gc.get_referents((1, 'a'))))
print(names(gc.get_referents({}.keys())), names(gc.get_referents({}.values())), names(gc.get_referents({}.items())))
print(names(gc.get_referents(enumerate([]))), names(gc.get_referents(zip([], ()))), names(gc.get_referents(map(f, []))), names(gc.get_referents(filter(None, []))), names(gc.get_referents(reversed([]))))
def g():
    x = [1]
    yield x
gg = g(); 
print(names(gc.get_referents(weakref.ref(a))), names(gc.get_referents(weakref.ref(a, f))), names(gc.get_referents(weakref.proxy(a))))
try: raise ValueError([1])
except ValueError as e:
    print(names(gc.get_referents(e)), names(gc.get_referents(e.__traceback__)))
    ee = e
fr = sys._getframe()
print(names(gc.get_referents(types.MappingProxyType({}))))
print(names(gc.get_referents(super(B, B()))))
print(names(gc.get_referents(list[int])), names(gc.get_referents(int | str)))
print(gc.get_referents(1, 'a', 2.5, None), gc.get_referents())
print(names(gc.get_referents([1], [2])))
print(names(gc.get_referents(A.__dict__)), names(gc.get_referents(S.a)), names(gc.get_referents(str.join)), names(gc.get_referents(int.__add__)), names(gc.get_referents((1).__add__)))
class L(list): pass
l = L([1, 2]); l.x = 'q'
print(names(gc.get_referents(l)))
class D(dict): pass
print(names(gc.get_referents(D(a=1))))
class T(tuple): pass
print(names(gc.get_referents(T((1, 'x')))))
class I(int): pass
ii = I(5); ii.z = [1]
print(names(gc.get_referents(ii)))
@functools.lru_cache
def lc(x): return x
lc(1)
m = types.ModuleType('m')
print(names(gc.get_referents(m)))
async def co(): pass
c = co()
print(names(gc.get_referrers(a.x)))
x = [a]
print(gc.get_referrers(a) == [globals(), x] or names(gc.get_referrers(a)))
def ff(v):
    return names(gc.get_referrers(v))
print(ff([1]))
z = object()
print(names(gc.get_referrers(A)))
print(gc.get_referrers(), gc.get_referrers(object()))
