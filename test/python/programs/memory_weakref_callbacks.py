import weakref


class C:
    def __del__(self):
        print("C.__del__")


c = C()
refs = [weakref.ref(c, lambda r, i=i: print("callback", i, r())) for i in range(4)]
plain = weakref.ref(c)
del refs[1]
del c
print(plain())


def broken(r):
    raise RuntimeError("in callback")


c = C()
r = weakref.ref(c, lambda r: print("fine"))
r2 = weakref.ref(c, r.__class__)
print(weakref.getweakrefcount(c))
del r
del c
print("end")
