# How long the arguments of calls of classes and instances live.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
class A:
    def __init__(self, x, y=None, *a, **k):
        del x; y = None; print('in init', a, len(k))
A(D('x'), D('y')); print('-')
A(D('x'), y=D('y')); print('-')
A(*[D('x'), D('y')]); print('-')
A(D('x'), D('y'), **{'k': D('k')}); print('-')
class C:
    def __call__(self, x): x = 1; print('called')
C()(D('c')); print('-')
class N:
    def __new__(cls, x): del x; print('new'); return super().__new__(cls)
    def __init__(self, x): del x; print('init')
N(D('n')); print('-')
class S(A):
    def __init__(self, x): super().__init__(x, D('s2')); x = 2; print('sub')
S(D('s'))
str(D('str')).strip(); list((D('l1'), D('l2')))[0].n
import functools
functools.partial(A, D('p1'))(D('p2'))
print(len([D('len')]))
m = A.__init__
A(D('q')).__init__(D('r'))
class E(Exception):
    def __init__(self, x): del x; print('E init')
try: raise E(D('e'))
except E as e: print(e.args[0].n)
