# Who refers to whom, as the collector sees it.
import gc
class A: pass
a = A(); l = [a]; d = {'k': a}; t = (a,); b = A(); b.x = a
r = gc.get_referrers(a)
print(sorted(type(o).__name__ for o in r if o is not globals()))
print(any(o is l for o in r), any(o is globals() for o in r))
def f(p):
    return [type(o).__name__ for o in gc.get_referrers(p) if o is not globals() and o not in (l, d, t)]
print(f(a))
print(gc.get_referents(l) == [a], gc.get_referents(d) == [a], len(gc.get_referents(b)), gc.get_referents(1, 'a', None))
def outer():
    v = A()
    def inner(): return v
    return inner, v
i, v = outer(); print([type(o).__name__ for o in gc.get_referrers(v) if o is not globals()]); print([type(o).__name__ for o in gc.get_referents(i)])
print([type(o).__name__ for o in gc.get_referents(A)])
print([type(o).__name__ for o in gc.get_referents(b)]); b.__dict__; print([type(o).__name__ for o in gc.get_referents(b)])
m = b.__init__; print([type(o).__name__ for o in gc.get_referents(m)]); g = (z for z in l); next(g); print(sorted(type(o).__name__ for o in gc.get_referents(g)))
print(gc.get_referents([1, [2], 'x'], (3,)), gc.get_referents({'a': 1, 'b': [2]}))
import functools; p = functools.partial(print, a, end=''); print([type(o).__name__ for o in gc.get_referents(p)])
e = ValueError(a); print([type(o).__name__ for o in gc.get_referents(e)])
try: raise e
except ValueError as x: print([type(o).__name__ for o in gc.get_referents(x)])
