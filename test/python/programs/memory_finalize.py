import weakref


class C:
    pass


c = C()
f = weakref.finalize(c, print, "finalised", sep="-")
print(f.alive, f.peek()[1] is print)
del c
print(f.alive, f(), f.peek())
c = C()
f = weakref.finalize(c, lambda *a: a, 1, 2)
print(f())
print(f())
c = C()
g = weakref.finalize(c, print, "detached")
print(g.detach()[2], g.alive)
del c
c = C()
weakref.finalize(c, print, "at exit 1")
h = weakref.finalize(c, print, "at exit 2")
i = weakref.finalize(c, print, "not at exit")
i.atexit = False
print("end")
