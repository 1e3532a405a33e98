import copy, abc, enum, types, collections.abc as cabc
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is P and self.x == o.x
p = P([1]); q = copy.copy(p); r = copy.deepcopy(p)
print(q == p, q.x is p.x, r == p, r.x is p.x)
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = 1
t = copy.copy(s); print(t.a, hasattr(t, 'b'))
class L(list): pass
l = L([1, 2]); l.z = 3; m = copy.deepcopy(l); print(m, m.z, type(m))
class D(dict): pass
d = D(a=1); d.q = 2; e = copy.copy(d); print(e, e.q)
print(copy.copy(ValueError(1, 2)).args, copy.deepcopy((1, [2])))
print(p.__reduce_ex__(2)[0].__name__, s.__reduce_ex__(2)[2], object.__reduce_ex__(p, 2)[2])
class Color(enum.Enum):
    RED = 1
    BLUE = 2
    def f(self): return self.name
print(Color.RED, Color(2), Color['RED'].f(), list(Color), Color.RED is Color(1), repr(Color.BLUE), isinstance(Color.RED, Color))
try: Color(5)
except ValueError as x: print(x)
class F(enum.IntFlag):
    A = 1; B = 2
print(F.A | F.B, F(3), F.A in F(3), F.B + 1)
class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def g(self): ...
try: Base()
except TypeError as x: print(x)
class Impl(Base):
    def f(self): return 1
    g = 3
print(Impl().f(), isinstance(Impl(), Base), Base.__abstractmethods__ == frozenset({'f', 'g'}))
Base.register(int); print(isinstance(3, Base), issubclass(int, Base), issubclass(str, Base))
print(isinstance([], cabc.Sequence), isinstance({}, cabc.Mapping), isinstance(3, cabc.Iterable), isinstance('a', cabc.Hashable), issubclass(list, cabc.MutableSequence))
class Seq(cabc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i < 3: return i * 2
        raise IndexError
print(list(Seq()), 4 in Seq(), Seq().index(2), list(reversed(Seq())))
match Seq():
    case [a, b, c]: print('matched', a, b, c)
print(types.MappingProxyType({'a': 1})['a'], types.new_class('N', (P,), {}).__mro__)
class Desc:
    def __get__(self, o, t=None): return 'got'
class H: d = Desc()
h = H(); h.__dict__['d'] = 'inst'; print(h.d)
class Mult:
    def __init__(self): self.log = []
    def __getattribute__(self, n):
        if n == 'magic': return 42
        return super().__getattribute__(n)
print(Mult().magic, Mult().log)
class A:
    def f(self): return 'A'
class B(A):
    def f(self): return 'B' + super().f()
class C(A):
    def f(self): return 'C' + super().f()
class E(B, C):
    def f(self): return 'E' + super().f()
print(E().f(), super(B, E()).f(), super(E, E).f(E()))
def outer():
    class In:
        def me(self): return __class__.__name__
    return In
print(outer()().me(), outer().__qualname__)
x = list[int]; print(x, x.__origin__, x.__args__, x([1]), list[int] == list[int], hash(list[int]) == hash(list[int]), dict[str, int | None], type[int], tuple[int, ...], list[list[int]])
u = int | str | None; print(u, u.__args__, u == (str | int | None), isinstance(None, u), int | int)
try: list[int] | 3
except TypeError as z: print(z)
try: isinstance([], list[int])
except TypeError as z: print(z)
class Gen:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(Gen[int, str])
class Prop:
    def __init__(self): self._v = 1
    v = property(lambda s: s._v, lambda s, x: setattr(s, '_v', x), doc='the v')
    @v.deleter
    def v(self): print('deleted')
pp = Prop(); pp.v += 5; print(pp.v, Prop.v.__doc__); del pp.v; print(Prop.v.fget(pp), type(Prop.__dict__['v']))
print([c.__name__ for c in type.__subclasses__(A)], A.__subclasses__() == [B, C])
print(type.__call__(A).f(), A.__call__().f(), type(A)('Z', (A,), {})().f())
print(A.f.__get__(A())(), A.__dict__['f'].__name__, A.__weakref__, A.__dict__['__dict__'])
print(object.__init__, int.__add__, str.join, type.mro, int.real, types.FunctionType.__code__)
print(int.__add__(3, 4), (3).__add__(4.5), int.__new__(int, '7'), (5).__class__, str.__dict__['join'], int.__bool__(0), (3).__lt__(4), 'a'.__eq__(3))
print(issubclass(bool, int), bool.__bases__, type.__base__, object.__base__, Exception.__mro__)
class Meta(type):
    def __instancecheck__(c, i): return i == 3
    def __subclasscheck__(c, s): return s is str
    def __getattr__(c, n): return 'meta ' + n
    def __len__(c): return 7
    def __iter__(c): return iter('xy')
    @property
    def mp(c): return c.__name__ + '!'
class Z(metaclass=Meta): pass
print(isinstance(3, Z), isinstance(4, Z), issubclass(str, Z), Z.foo, len(Z), list(Z), Z.mp, hasattr(Z(), 'mp'))
class W:
    def __eq__(self, o): return True
try: hash(W())
except TypeError as z: print(z)
print(W.__hash__, [1, 2].__hash__)
class V:
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __complex__(self): return 1j
    def __round__(self, n=None): return n
    def __divmod__(self, o): return 'dm'
    def __pow__(self, o, m=None): return (o, m)
    def __matmul__(self, o): return '@'
    def __ior__(self, o): return 'ior'
    def __neg__(self): return 'neg'
    def __invert__(self): return 'inv'
    def __reversed__(self): return iter('rev')
    def __dir__(self): return ['b', 'a']
    def __sizeof__(self): return 10
    def __format__(self, s): return 'F' + s
    def __bytes__(self): return b'by'
    def __length_hint__(self): return 3
    def __missing__(self, k): return k
v = V()
print([1, 2, 3][v], int(v), float(v), complex(v), round(v), round(v, 1), divmod(v, 1), pow(v, 2), pow(v, 2, 3), v @ 1, -v, ~v, list(reversed(v)), dir(v), f'{v:xyz}', bytes(v), hex(v), range(v))
v |= 1; print(v)
class Md(dict):
    def __missing__(self, k): return k * 2
print(Md()['a'], Md(a=1)['a'])


# Iterators by __getitem__ have a place, too.
class Numbered:
    def __getitem__(self, index):
        if index > 4:
            raise IndexError
        return index


numbered = iter(Numbered())
next(numbered)
print(numbered.__reduce__()[2], numbered.__reduce__()[0] is iter)
numbered.__setstate__(3)
print(list(numbered), numbered.__reduce__()[1:])
for state in (-5, 2, 100):
    numbered = iter(Numbered())
    numbered.__setstate__(state)
    print(state, list(numbered))

for kind in (filter, map):

    class Strict(kind):
        pass

    class Lenient(kind):
        def __init__(self, *args, extra):
            self.extra = extra

    try:
        Strict(None, [1], extra=3)
    except TypeError as e:
        print(e)
    print(Lenient(str, [1], extra=3).extra)

for kind in (object, float, list, tuple, complex, enumerate, memoryview, property, reversed, dict, int):
    print(kind.__name__, kind.__text_signature__)

# Copies of the iterators of itertools go on from where those are.
import copy, itertools, operator

for make in (
    lambda: itertools.chain([1, 2, 3], [4]),
    lambda: itertools.compress([1, 2, 3, 4], [1, 1, 0, 1]),
    lambda: itertools.dropwhile(operator.not_, [0, 1, 2, 0]),
    lambda: itertools.takewhile(operator.truth, [3, 1, 2, 0, 4]),
    lambda: itertools.filterfalse(operator.not_, [3, 0, 1, 2]),
    lambda: itertools.starmap(pow, [(1, 2), (2, 3), (3, 2)]),
    lambda: itertools.islice(range(20), 1, 10, 2),
    lambda: itertools.zip_longest([1, 2, 3], [4], fillvalue=9),
    lambda: itertools.accumulate([1, 2, 3, 4]),
    lambda: itertools.accumulate([1, 2, 3, 4], initial=5),
    lambda: itertools.accumulate([None, None, None, 1], operator.is_),
):
    for taken in (0, 1, 2, 9):
        iterator = make()
        list(itertools.islice(iterator, taken))
        print(taken, iterator.__reduce__()[0].__name__, list(copy.deepcopy(iterator)), list(iterator))

# Keywords are for the __init__ of a subclass, where it has one.
for kind, args in (
    (itertools.chain, ([1, 2],)),
    (itertools.cycle, ([1, 2],)),
    (itertools.islice, ([1, 2, 3], 1, 3)),
    (itertools.takewhile, (None.__eq__, [])),
    (itertools.starmap, (pow, [(2, 3)])),
):

    class Plain(kind):
        pass

    class Keyed(kind):
        def __init__(self, *args, extra):
            self.extra = extra

    for refuses in (kind, Plain):
        try:
            refuses(*args, extra=3)
        except TypeError as e:
            print(e)
    keyed = Keyed(*args, extra=3)
    print(keyed.extra, list(itertools.islice(keyed, 3)))
