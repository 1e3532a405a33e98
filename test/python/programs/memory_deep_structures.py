# Structures of a million levels die, and recursion ends in an exception.
import sys
class N:
    __slots__ = ('next',)
head = None
for i in range(1000000):
    n = N(); n.next = head; head = n
del head, n
print('slots freed')
l = None
for i in range(1000000): l = [l]
del l
t = None
for i in range(1000000): t = (t,)
del t
d = None
for i in range(300000): d = {0: d}
del d
class C: pass
c = None
for i in range(300000):
    n = C(); n.next = c; c = n
del c, n
print('all freed')
def f(): yield
g = None
def mk(x):
    def inner(): return x
    return inner
for i in range(100000): g = mk(g)
del g
class D:
    def __init__(s, n): s.n = n
    def __del__(s): pass
d = None
for i in range(100000): d = D(d)
del d
import gc
l = a = []
for i in range(100000): a = [a]
l.append(a); del l, a
print(gc.collect())
m = None
for i in range(100000): m = iter([m])
del m
e = None
for i in range(100000):
    x = ValueError(e); e = x
del e, x
s = None
for i in range(50000): s = frozenset([s])
del s
p = None
from functools import partial
for i in range(50000): p = partial(print, p)
del p
b = []
for i in range(50000): b = b.append
del b
print('done')
sys.setrecursionlimit(50000)
def rec(n): return 0 if n == 0 else 1 + rec(n - 1)
print(rec(40000))
try:
    sys.setrecursionlimit(1000)
    def inf(): inf()
    inf()
except RecursionError as e: print(e)
x = []
for i in range(100000): x = [x]
try: repr(x)
except RecursionError as e: print(e)
try: x == [[x]]
except RecursionError as e: print(e)
import copy
try: copy.deepcopy(x)
except RecursionError as e: print(e)
try: hash(eval('(' * 50 + ')' * 50)); t = ()
except Exception as e: print(type(e), e)
for i in range(100000): t = (t,)
try: hash(t)
except RecursionError as e: print(e)
sys.setrecursionlimit(200000)
print(rec(100000))
