# When temporary values die in expressions and statements.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
def f(a, b):
    c = D('c')
    d = D('d')
    print('ret')
f(D('a'), D('b'))
print('-')
x = D(1); x = D(2); x = None
l = [D('l0'), D('l1'), D('l2')]
l[1] = None
print('-'); del l
t = (D('t0'), D('t1')); del t
d = {'a': D('da'), 'b': D('db')}; d['a'] = 1; print('-'); del d
s = {D('s')}; s.clear()
l = [D(i) for i in range(5)]
l[1:3] = []
print('-')
l.clear()
print('-')
class P:
    def __init__(s): s.b = D('pb'); s.a = D('pa')
    def __del__(s): print('del P')
P()
class S:
    __slots__ = ('z', 'a')
    def __init__(s): s.z = D('z'); s.a = D('a')
S()
print('-')
D('x'), D('y')
D('q') if D('w') else 0
[D('e1'), D('e2')][0]
(D('m').n + D('n').n)
print(D('arg').n, D('arg2').n)
def g():
    yield D('g1')
    yield D('g2')
for v in g(): print('loop', v.n)
print('-')
del v
for v in [D('f1'), D('f2')]: print('body', v.n)
print('after'); v = 0
def h(x): x = None; print('in h')
h(D('h'))
def k(x): del x; print('in k')
k(D('k'))
def va(*a): print('va'); 
va(D('v1'), D('v2'))
def kw(**a): print('kw')
kw(x=D('k1'), y=D('k2'))
def m(*a): del a; print('m')
m(D('m1'))
lam = lambda x: None
lam(D('lam'))
a = b = D('ab'); a = 0; print('-'); b = 0
a, b = D('A'), D('B'); a, b = b, a; a = 1; b = 1
i = [D('p0'), D('p1')]; i.pop().n; print('popped'); i = 0
D('c1').n == D('c2').n
D('lt').n < 'z' < D('gt').n
x = D('old'); x = D('new'); print('replaced'); del x
with open('/dev/null') as fh: z = D('with')
print('end with'); z = 0
while D('cond').n == 'x': pass
if not D('if').n: pass
assert D('assert')
f'{D("fs").n}{D("fs2").n}'
D('attr').zz = D('val')
class K(D):
    def __init__(s, n): super().__init__(n); s.child = D(n + '.child')
K('parent')
l = [K('x'), K('y')]; l.reverse(); del l
import collections
dq = collections.deque([D('dq1'), D('dq2')]); dq.popleft(); print('-'); dq.clear()
dd = collections.defaultdict(lambda: D('dd')); dd['x']; del dd['x']
nt = collections.namedtuple('nt', 'a b')(D('na'), D('nb')); del nt
g = (D(i) for i in range(3)); next(g); print('-'); next(g); print('-'); del g
dict(a=D('dict'))
{**{'x': D('unp')}}
[*[D('st1')], *[D('st2')]]
print('end')
q = D('global1'); r = D('global2')
