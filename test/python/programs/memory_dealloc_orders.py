# The order in which what a dying object held dies, for each kind of object.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print(s.n, end=' ')
    def __hash__(s): return hash(s.n)
    def __eq__(s, o): return s.n == o.n
l = [D(i) for i in range(5)]; del l; print('| list')
t = tuple(D(i) for i in range(5)); del t; print('| tuple')
d = {D(i): D(i + 10) for i in range(3)}; del d; print('| dict')
s = {D(i) for i in range(5)}; del s; print('| set')
class O: pass
o = O(); o.a = D('a'); o.b = D('b'); o.c = D('c'); del o; print('| instance')
class S: __slots__ = ('z', 'y', 'x')
o = S(); o.x = D('x'); o.y = D('y'); o.z = D('z'); del o; print('| slots')
from collections import deque, OrderedDict, defaultdict, namedtuple
q = deque(D(i) for i in range(5)); del q; print('| deque')
q = OrderedDict((i, D(i)) for i in range(4)); del q; print('| odict')
q = defaultdict(None, {i: D(i) for i in range(4)}); del q; print('| ddict')
q = namedtuple('Q', 'a b')(D('qa'), D('qb')); del q; print('| nt')
q = [D(i) for i in range(5)]; q.clear(); print('| clear'); q = [D(i) for i in range(5)]; q[1:4] = []; print('| slice'); del q[:]; print('| del all')
q = {i: D(i) for i in range(4)}; q.clear(); print('| dclear'); q = {D(i) for i in range(4)}; q.clear(); print('| sclear')
def f(a, b, c=None): x = D('x'); y = D('y'); z = D('z')
f(D('a'), D('b'), c=D('c')); print('| locals')
def g():
    a = D('ga'); b = D('gb')
    def inner(): return a, b
    c = D('gc')
g(); print('| cells')
def h(*a, **k): pass
h(D(1), D(2), k=D(3)); print('| varargs')
q = [[D(1), [D(2)]], D(3)]; del q; print('| nested'); q = ((D(1), (D(2),)), D(3)); del q; print('| nested t')
q = {'a': {'b': D(1)}, 'c': D(2)}; del q; print('| nested d')
class E(O):
    def __init__(s): s.p = D('p'); s.q = D('q')
    def __del__(s): print('E', end=' ')
e = E(); del e; print('| E')
class F(list): pass
f_ = F([D(1), D(2)]); f_.attr = D('attr'); del f_; print('| list sub'); 
class G(dict): pass
g_ = G({1: D(1)}); g_.attr = D('attr'); del g_; print('| dict sub')
class H(tuple): pass
h_ = H((D(1), D(2))); h_.attr = D('attr'); del h_; print('| tuple sub')
class I(S): __slots__ = ('w', '__dict__')
i = I(); i.x = D('x'); i.w = D('w'); i.other = D('other'); del i; print('| slots+dict')
class X(Exception): pass
x = X(D('arg')); x.a = D('attr'); x.__cause__ = X(D('cause')); x.__context__ = X(D('ctx')); del x; print('| exc')
p = __import__('functools').partial(h, D('p1'), k=D('pk')); p.z = D('pz'); del p; print('| partial')
gen = (lambda a: (yield a))(D('gen')); next(gen); gen.close(); del gen; print('| gen')
def g2():
    a = D('1'); b = D('2'); yield; c = D('3')
x = g2(); next(x); del x; print('| gen susp'); m = map(lambda v, w: v, [D('m1')], [D('m2')]); next(m); del m; print('| map')
sl = slice(D('s1'), D('s2'), D('s3')); del sl; print('| slice obj'); pr = property(D('get'), D('set')); del pr; print('| property')
fn = lambda a=D('def'), *, b=D('kwdef'): 0; fn.x = D('fattr'); del fn; print('| func'); c = (D('c1'), [D('c2')], {D('c3')}); c = None; print('| mix')
import types; ns = types.SimpleNamespace(a=D('a'), b=D('b')); del ns; print('| ns'); mod = types.ModuleType('m'); mod.a = D('ma'); mod._b = D('m_b'); del mod; print('| module'); me = types.MethodType(len, D('self')); del me; print('| method')
z = zip([D('z1')], [D('z2')]); next(z); del z; print('| zip'); en = enumerate([D('e')]); next(en); del en; print('| enum'); it = iter([D('i1'), D('i2')]); next(it); del it; print('| iter')
