# A traceback in a local of its own frame is a cycle.
import gc

gc.disable()
gc.collect()


class D:
    def __del__(self):
        print("del")


def f():
    d = D()
    try:
        raise ValueError
    except ValueError as e:
        kept = e


f()
print("after f")
print(gc.collect() > 0)


def g():
    d = D()
    try:
        raise ValueError
    except ValueError as e:
        pass


g()
print("after g", gc.collect())
