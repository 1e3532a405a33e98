# Arguments that go through functools, map and sorted die in time.
import functools
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
class A:
    def __init__(self, x, y=None): x = y = None; print('init')
functools.partial(A, D('p1'))(D('p2'))
print('a')
def f(x, y): x = y = None; print('f')
functools.partial(f, D('p1'))(D('p2'))
print('b')
functools.partial(f, D('p1'))(y=D('p2'))
print('c')
list(map(f, [D(1)], [D(2)]))
list(map(A, [D(1)], [D(2)]))
functools.reduce(f, [D(3), D(4)])
print('d')
class M:
    def m(self, x): x = None; print('m')
M().m(D('m'))
b = M().m; b(D('b'))
max([D(5), D(6)], key=lambda x: x.n)
sorted([D(7), D(8)], key=lambda x: x.n)
print('e')
@functools.lru_cache
def lc(x): x = 1; return 2
lc(D('lc')); lc.cache_clear()
@functools.wraps(f)
def w(*a, **k): return f(*a, **k)
w(D('w1'), D('w2'))
w(D('w1'), y=D('w2'))
