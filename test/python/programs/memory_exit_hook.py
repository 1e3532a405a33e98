"""The end by an exception: the hook, what its traceback holds, what is registered, and the order of it all."""
import atexit
import sys


class A:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


x = A("x")


@atexit.register
def bye():
    print("bye", x.n)


atexit.register(lambda *a, **k: print(a, k), 1, b=2)


def hook(kind, value, traceback):
    print("hook", kind.__name__, value, sys.last_value is value)
    sys.__excepthook__(kind, value, traceback)


sys.excepthook = hook


def deep(n):
    y = A(n)
    if n == 0:
        raise LookupError("bottom")
    deep(n - 1)


deep(2)
