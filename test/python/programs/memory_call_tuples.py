# The tuples in which calls get their arguments are made once, and counted; what makes arrays of them counts them again.
import functools
import gc
import sys

gc.disable()


class Point:
    def __init__(self, x, y=None):
        self.counts = sys.getrefcount(x), sys.getrefcount(self)


def given(a, b=None, *rest):
    return sys.getrefcount(a)


def made(work):
    gc.collect()
    before = gc.get_count()[0]
    work()
    return gc.get_count()[0] - before


something = object()
print(Point(something).counts, Point(x=something).counts, Point(something, y=1).counts)
print(functools.partial(given, b=1)(something), functools.partial(Point, something, y=2)().counts)
print(functools.partial(given, something)(), functools.partial(Point, y=1)(something).counts)
repr([1])
print([made(work) for work in (lambda: str(1), lambda: Point(1), lambda: given(1), lambda: sys.getsizeof(1))])
print([made(work) for work in (lambda: max([1]), lambda: "{}".format(1), lambda: bool(1), lambda: f"{1}")])
print(gc.is_tracked(sys._getframe()))
