# Which statement an object dies in.
import sys, gc
class T:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
def f():
    a = T('a'); b = T('b'); c = T('c')
    print('body')
f()
def g(x):
    x = None
    print('reassigned')
g(T('arg'))
def h():
    return T('ret')
h()
h().n
print('expr')
[T('l0'), T('l1'), T('l2')]
(T('t0'), T('t1'))
{T('k0'): T('v0'), T('k1'): T('v1')}
print('---')
for i in range(3):
    t = T(i)
print('loop end')
t = None
with_list = [T('w%d' % i) for i in range(3)]
del with_list[1]
with_list[0] = T('new')
with_list.clear()
print('cleared')
d = {'x': T('dx'), 'y': T('dy')}
d['x'] = T('dx2')
d.pop('y')
d.update(x=T('dx3'))
d.clear()
try:
    raise ValueError(T('in exc'))
except ValueError as e:
    print('caught')
print('after except')
def gen():
    t = T('gen local')
    yield 1
    yield 2
for v in gen():
    print(v); break
print('after break')
x = T('x1'); x = T('x2'); x = T('x3')
del x
print(T('temp').n, T('temp2').n)
s = {T('s')}; s.pop(); print('set popped')
l = sorted([T(3), T(1), T(2)], key=lambda t: t.n)
print([t.n for t in l]); del l
for t in reversed([T('r1'), T('r2')]): pass
print('end')
