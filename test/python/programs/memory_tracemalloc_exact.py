# Sizes of single blocks, of types of which CPython keeps no free objects.
import tracemalloc

tracemalloc.start()


class S:
    __slots__ = ("a",)


class T:
    __slots__ = ("a", "b", "c")


class Tup(tuple):
    __slots__ = ()


n = 1000


def text():
    return "%d" % n


def plain():
    return object()


def slotted():
    return S()


def more_slots():
    return T()


def a_set():
    return {n}


def a_big_set():
    return set(range(20))


def some_bytes():
    return bytes(n)


def array():
    return bytearray(n)


def number():
    return 1j * n


def derived():
    return Tup((1, 2))


def a_range():
    return range(n)


for make in (text, plain, slotted, more_slots, a_set, some_bytes, array, number, derived, a_range):
    line = make.__code__.co_firstlineno + 1
    value = make()
    snapshot = tracemalloc.take_snapshot()
    found = sorted(
        t.size for t in snapshot.traces if t.traceback[0].lineno == line and t.traceback[0].filename == __file__
    )
    print(make.__name__, found[-1])
    del value
