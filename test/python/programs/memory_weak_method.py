import weakref


class C:
    def method(self):
        return "called"


c = C()
direct = weakref.ref(c.method)
print(direct())
m = weakref.WeakMethod(c.method, lambda r: print("method gone"))
print(m()(), m() == c.method)
del c
print(m())
