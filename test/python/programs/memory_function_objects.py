import gc, sys, weakref
def outer():
    big = [0] * 10
    def inner():
        return len(big)
    return inner
f = outer()
print(f.__closure__[0].cell_contents is f.__closure__[0].cell_contents, sys.getrefcount(f.__closure__[0].cell_contents), f())
w = weakref.ref(f)
def default(x=[]):
    x.append(len(x))
    return x
print(default(), default(), default() is default.__defaults__[0], sys.getrefcount(default.__defaults__[0]))
del f
print(w())
class A:
    def m(self):
        return self
a = A()
print(a.m is a.m, a.m == a.m, sys.getrefcount(a))
m = a.m
print(sys.getrefcount(a), m.__self__ is a, m() is a)
wm = weakref.ref(m)
del m
print(wm(), sys.getrefcount(a))
wm = weakref.WeakMethod(a.m)
print(wm()() is a)
del a
print(wm())
l = lambda: l
w = weakref.ref(l)
del l
print(w() is None, gc.collect(), w() is None)
def gen():
    x = A()
    y = weakref.ref(x)
    yield y
    yield y
g = gen()
r = next(g)
print(r() is not None, next(g) is r)
g.close()
print(r())
import functools
p = functools.partial(print, "partial")
print(sys.getrefcount(p.args), sys.getrefcount(p.func) > 3)
p()
