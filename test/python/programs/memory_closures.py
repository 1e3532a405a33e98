import gc
import sys

gc.disable()
gc.collect()


class D:
    def __del__(self):
        print("del")


def outer():
    d = D()

    def inner():
        return d

    return inner


f = outer()
print(sys.getrefcount(f.__closure__[0]), sys.getrefcount(f()))
del f
print("closure gone")


def recursive():
    d = D()

    def inner(n):
        return inner, d

    inner(1)


recursive()
print("cycle", gc.collect())
