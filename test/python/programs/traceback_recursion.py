import sys


def down(n):
    return down(n + 1)


def other(n):
    if n:
        return other(n - 1)
    raise ValueError("bottom")


try:
    other(5)
except ValueError:
    sys.excepthook(*sys.exc_info())
down(0)
