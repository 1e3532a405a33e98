class A: pass
first = id(A())
print(id(A()) == first, id(A()) == id(A()))
a = A(); b = A()
ia, ib = id(a), id(b)
del a
c = A()
print(id(c) == ia, id(b) == ib)
x = [1]; i = id(x)
x = None
y = [2]
print(id(y) == i)
print(id(1.5 + 1) == id(2.5 + 1) or "another")
def f():
    l = []
    return id(l)
print(f() == f())
t = (1, 2); s = t[:]; u = t + ()
print(s is t, u is t, tuple(t) is t, list(y) is y, y[:] is y, str("abc") is "abc", dict(k=1) is dict(k=1))
import copy
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy((1, [])) is None, copy.copy(y) is y)
n = [[0] * 2] * 3
n[0][0] = 1
print(n, [id(r) == id(n[0]) for r in n])
d = {}
d["self"] = d
l = [d]; l.append(l)
print(d, l)
e = copy.deepcopy(d)
print(e["self"] is e, e is d)
def g(x, l=[], *, d={}):
    l.append(x); d[x] = x
    return l, d
g(1); print(g(2), g.__defaults__, g.__kwdefaults__)
