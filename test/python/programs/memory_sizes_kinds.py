# sys.getsizeof of objects of all kinds.
import sys, types, collections, functools, itertools, weakref, re, io
g = sys.getsizeof
class A: pass
class S: __slots__ = ('a', 'b')
class SW: __slots__ = ('a', '__weakref__')
class SD: __slots__ = ('a', '__dict__')
class S0: __slots__ = ()
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
class St(str): pass
class Fl(float): pass
class By(bytes): pass
class E(Exception): pass
class Sub(A): pass
class SS(S): __slots__ = ('c',)
print(g(A()), g(S()), g(SW()), g(SD()), g(S0()), g(L()), g(D()), g(T()), g(I()), g(St()), g(Fl()), g(By()), g(E()), g(Sub()), g(SS()))
print(g(L([1])), g(D(a=1)), g(T((1, 2))), g(I(2**40)), g(St('abc')), g(St('é')), g(By(b'abc')), g(E(1, 2)))
print(g(A), g(S), g(type), g(int), g(L), g(D), g(SS), g(object), g(type('X', (), {})))
def f(): pass
def fa(x, y=1): z = x; return z
print(g(f), g(fa), g(lambda: 0), g(print), g([].append), g(A().__init__), g(A.__init__), g(str.join))
class M:
    def m(self): pass
    @property
    def p(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
print(g(M().m), g(M.__dict__['p']), g(M.__dict__['c']), g(M.__dict__['s']), g(M.m), g(M.c))
print(g(1), g(0), g(-1), g(2**30), g(2**30-1), g(2**60), g(2**60-1), g(10**100), g(True), g(False), g(-2**30))
print(g(1.5), g(1j), g(None), g(...), g(NotImplemented), g(object()))
print([g('a' * i) for i in (0, 1, 2, 5, 100)], [g('é' * i) for i in (0, 1, 2, 5)], [g('ā' * i) for i in (1, 2, 5)], [g('😀' * i) for i in (1, 2, 5)])
print([g(b'a' * i) for i in (0, 1, 2, 100)], [g(bytearray(i)) for i in (0, 1, 2, 100)])
print([g((1,) * i) for i in range(5)], [g([1] * i) for i in range(5)])
l = []; o = []
for i in range(40): l.append(i); o.append(g(l))
print(o)
l = list(range(20)); o = []
while l: l.pop(); o.append(g(l))
print(o)
l = []; o = []
for i in range(20): l.extend([1] * i); o.append(g(l))
print(o)
l = []; o = []
for i in range(20): l += [1, 2]; o.append(g(l))
print(o)
l = []; o = []
for i in range(20): l.insert(0, i); o.append(g(l))
print(o)
print([g([x for x in range(i)]) for i in range(20)])
print([g(list(range(i))) for i in range(20)])
print([g(list(x for x in range(i))) for i in range(20)])
print([g([*range(i)]) for i in range(20)])
print([g(list('a' * i)) for i in range(20)], [g(list((1,) * i)) for i in range(12)])
print(g([]), g([1]), g([1, 2]), g([1, 2, 3]), g([1, 2, 3, 4]), g([1,2,3,4,5]), g([i for i in (1, 2)] + [3]), g([1] * 10 + [2]), g([1, 2, 3][:]), g([1,2,3].copy()), g(sorted([3, 1, 2])), g('a b c'.split()), g(list({1: 2})), g(list({1, 2})), g(list(zip([1], [2]))), g(list(map(str, [1, 2]))))
l = [1, 2, 3, 4]; del l[0]; print(g(l)); l[1:1] = [1, 2, 3]; print(g(l)); l.clear(); print(g(l)); l = [1]*100; del l[10:]; print(g(l)); l = [1] * 10; l[:] = [2]; print(g(l)); l.sort(); l.reverse(); print(g(l))
d = {}; o = [g(d)]
for i in range(200): d[i] = i; o.append(g(d))
print(sorted(set(o)), o.index(232))
d = {}; o = [g(d)]
for i in range(200): d[str(i)] = i; o.append(g(d))
print(sorted(set(o)))
print(g({'a': 1}), g({1: 1}), g({'a': 1, 2: 3}), g(dict(a=1)), g(dict([(1, 2)])), g({i: i for i in range(10)}), g({str(i): i for i in range(10)}), g(dict.fromkeys(range(10))), g(dict.fromkeys('abc')), g({**{'a': 1}}), g({'a': 1} | {'b': 2}), g(dict(zip('abcdefghij', range(10)))), g({i: i for i in range(10)}.copy()), g(dict({i: i for i in range(10)})))
d = {i: i for i in range(100)}; 
for i in range(90): del d[i]
print(g(d), g(d.copy()), g(dict(d))); d.clear(); print(g(d))
a = A(); print(g(a.__dict__)); a.x = 1; print(g(a.__dict__), g(A().__dict__)); a.y = 2; a.z = 3; print(g(a.__dict__)); b = A(); b.x = 1; print(g(b.__dict__)); 
for i in range(40): setattr(a, 'q%d' % i, i)
print(g(a.__dict__), g(A().__dict__), g(a))
s = set(); o = [g(s)]
for i in range(200): s.add(i); o.append(g(s))
print(sorted(set(o)), [i for i in range(1, 200) if o[i] != o[i-1]])
print([g(set(range(i))) for i in range(0, 40, 3)], g({1}), g(frozenset()), g(frozenset(range(10))), g({i for i in range(10)}), g(set(range(10)) | {11}), g(set(range(100)).copy()), g({1,2,3,4,5,6}))
print(g(range(10)), g(slice(1)), g(iter([])), g(iter(())), g(iter({})), g(iter(set())), g(iter('')), g(iter(range(1))), g(iter(b'')), g({}.keys()), g({}.values()), g({}.items()), g(iter({}.items())), g(reversed([])), g(reversed({})), g(reversed(())), g(reversed(range(2))))
print(g(enumerate([])), g(zip()), g(zip([], [])), g(map(f, [])), g(filter(f, [])), g(iter(f, 1)))
print(g(itertools.count()), g(itertools.chain()), g(itertools.cycle([])), g(itertools.repeat(1)), g(itertools.islice([], 1)), g(itertools.product([])), g(itertools.tee([])[0]), g(itertools.groupby([])), g(itertools.accumulate([])), g(itertools.combinations([], 1)), g(itertools.permutations([1, 2])), g(itertools.starmap(f, [])), g(itertools.zip_longest()), g(itertools.takewhile(f, [])), g(itertools.dropwhile(f, [])), g(itertools.compress([], [])), g(itertools.filterfalse(f, [])), g(itertools.pairwise([])))
print(g(collections.deque()), g(collections.deque(range(100))), g(collections.OrderedDict()), g(collections.OrderedDict(a=1)), g(collections.defaultdict(int)), g(collections.Counter()), g(collections.Counter('aab')), g(collections.ChainMap()), g(collections.namedtuple('N', 'a b')(1, 2)), g(collections.UserDict()), g(collections.deque(range(64))), g(collections.deque(range(65))))
print(g(functools.partial(f)), g(functools.lru_cache(f)), g(functools.cmp_to_key(f)), g(weakref.ref(a)), g(weakref.proxy(a)), g(weakref.WeakValueDictionary()), g(weakref.finalize(a, f)))
print(g(types), g(types.SimpleNamespace(a=1)), g(types.MappingProxyType({})), g(list[int]), g(int | str), g(super(Sub, Sub())), g(types.ModuleType('x')), g(types.CellType(1)))
print(g(memoryview(b'abc')), g(re.compile('a')), g(io.StringIO()), g(io.BytesIO()), g(io.BytesIO(b'x' * 100)), g(sys.stdout), g(sys.flags), g(sys.version_info))
try: 1/0
except ZeroDivisionError as e: print(g(e), g(e.__traceback__), g(KeyError()), g(OSError()), g(StopIteration()), g(SyntaxError()), g(UnicodeDecodeError('a', b'', 0, 1, '')), g(ImportError()), g(SystemExit()), g(AttributeError()), g(NameError()), g(ExceptionGroup('a', [e])))
try: g()
except TypeError as e: print(e)
class Bad:
    def __sizeof__(self): return 'a'
try: g(Bad())
except TypeError as e: print(e)
class Neg:
    def __sizeof__(self): return -1
try: g(Neg())
except ValueError as e: print(e)
class Big:
    def __sizeof__(self): return 1000
print(g(Big()), g(Bad(), 5), g(Big(), default=3))
print([].__sizeof__(), (1).__sizeof__(), 'a'.__sizeof__(), {}.__sizeof__(), A().__sizeof__(), object.__sizeof__(A()), type.__sizeof__(A))
s = 'é' * 10; print(g(s)); s.encode(); print(g(s)); 
sys.intern(s); print(g(s)); print(g('é' * 3 + 'a'), g('aé'[:1]))
print(g(open('/dev/null')), g(open('/dev/null', 'rb')), g(open('/dev/null', 'rb', 0)))
