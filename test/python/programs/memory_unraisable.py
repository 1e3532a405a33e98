import gc


class C:
    def __del__(self):
        raise ValueError("in del")


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
