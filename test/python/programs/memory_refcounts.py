# sys.getrefcount in ordinary code.
import sys

x = []
print(sys.getrefcount(x))
y = x
print(sys.getrefcount(x))
l = [x, x]
print(sys.getrefcount(x))
d = {"k": x}
print(sys.getrefcount(x))
t = (x,)
print(sys.getrefcount(x))
del y, l, d, t
print(sys.getrefcount(x))


def f(a):
    return sys.getrefcount(a)


print(f(x), f([]), sys.getrefcount(object()))


def g(*args, **kw):
    return sys.getrefcount(args[0]), sys.getrefcount(kw["k"])


print(g(x, k=x))
print(sys.getrefcount(x))
for i in [x]:
    print(sys.getrefcount(i))
del i


class C:
    pass


c = C()
c.x = x
print(sys.getrefcount(x), sys.getrefcount(c))
m = c.__init__
print(sys.getrefcount(c))
del m
z = [x for _ in range(3)]
print(sys.getrefcount(x))
z.pop()
print(sys.getrefcount(x))
z[0] = None
print(sys.getrefcount(x))
del z[:]
print(sys.getrefcount(x))
