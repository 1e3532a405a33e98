import gc


class Finalizer:
    def __call__(self):
        raise ValueError("in del")

    def __repr__(self):
        return "Finalizer()"


class C:
    __del__ = Finalizer()


c = C()
del c
c = C()
c.me = c
del c
gc.collect()
print("goes on")


def f():
    c = C()
    raise KeyError("outer")


try:
    f()
except KeyError as e:
    print("caught", e)
