"""Conversions of numbers: buffers, classes that convert themselves, limits of digits; bytes of what has items; arguments that must be strs."""
import errno
import io
import math
import os
import sys
import warnings
from array import array

warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)


class Float(float):
    def __float__(self):
        return 42.0


class Strange:
    def __int__(self):
        return True

    def __float__(self):
        return Float(1)

    def __complex__(self):
        return type("Complex", (complex,), {})(2)


class Indexed:
    def __index__(self):
        return True


def shown(call, *args, **named):
    try:
        print(repr(call(*args, **named)))
    except Exception as problem:
        print(type(problem).__name__, problem)


shown(float, Float(12))
shown(int, Strange())
shown(float, Strange())
shown(complex, Strange())
shown(int, Indexed())
for given in (memoryview(b" 12 "), array("b", b"12"), bytearray(b"1_2"), b"12\xa0", "12\xa0"):
    shown(int, given)
    shown(float, given)
shown(round, 1.5, 10**30)
shown(round, 1.5, -(10**30))
print(math.copysign(1, float("-nan")), math.copysign(1, float("nan")), math.copysign(1, float("-NaN ")))
print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)
sys.set_int_max_str_digits(700)
shown(str, 10**700)
shown(int, "1" * 701)
shown(sys.set_int_max_str_digits, 5)
sys.set_int_max_str_digits(0)
print(len(str(10**5000)))
shown(bytes, "a", 3)
shown(bytearray, "a", "utf-8", None)
shown(open, "nowhere", 3)
shown(open, "nowhere", encoding=3)
sys.stderr = sys.stdout
sys.excepthook(int, 3, None)
print(len(errno.errorcode), errno.ECONNRESET, errno.EWOULDBLOCK == errno.EAGAIN, errno.errorcode[95], os.strerror(104))


class Items:
    def __getitem__(self, index):
        return (1, 2, 3)[index]


class Text(str):
    def __bytes__(self):
        return b"itself"


class Clearing:
    def __index__(self):
        numbers.clear()
        return 7


numbers = [Clearing(), 2, 3]
shown(bytes, Items())
shown(bytearray, Items())
shown(bytes, Text("x"))
shown(bytes, numbers)
shown(lambda: 10**30 in b"a")
shown(b"a".find, -(10**30))
print(*(bytearray(content).__reduce_ex__(protocol) for content in (b"", b"\xe9") for protocol in (0, 2, 3)))


class Nothing(io.IOBase):
    def __next__(self):
        return None


shown(Nothing().readlines, 1)
