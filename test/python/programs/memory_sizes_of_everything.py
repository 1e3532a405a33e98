import sys
from collections import deque, OrderedDict, defaultdict, Counter, namedtuple
def size(*objects):
    print(*[sys.getsizeof(o) for o in objects])
size(0, 1, -1, 2**30 - 1, 2**30, 2**60, 10**50, True, 1.5, 1j)
size("", "a", "abc", "é", "日本", "🦊", "a" * 100, b"", b"abc", bytearray(), bytearray(b"abc"))
size((), (1,), (1, 2, 3), [], [1], [1, 2, 3], list(range(10)), [0] * 5)
size({}, {"a": 1}, {i: i for i in range(5)}, {i: i for i in range(6)}, {i: i for i in range(100)}, set(), {1}, set(range(5)), set(range(100)), frozenset())
size(None, ..., NotImplemented, object(), range(10), slice(1), type, int, iter([]), iter(()), reversed([]), enumerate([]), zip(), map(int, []), filter(None, []))
def f(): pass
def g(): yield
async def c(): pass
co = c(); co.close()
size(f, f.__code__.co_consts, lambda: 0, f.__get__(1), print, [].append, str.join, classmethod(f), staticmethod(f), property())
class A: pass
class B:
    __slots__ = ("x", "y")
class D(list): pass
size(A(), B(), D(), A().__dict__, A, super(D, D()), memoryview(b"abc"), iter({}), {}.keys(), {}.items())
size(deque(), deque(range(100)), OrderedDict(), OrderedDict(a=1), defaultdict(int), Counter("abc"), namedtuple("P", "x y")(1, 2))
grown = []
steps = [sys.getsizeof(grown)]
for i in range(40):
    grown.append(i)
    if sys.getsizeof(grown) != steps[-1]:
        steps.append(sys.getsizeof(grown))
print(steps)
d, steps = {}, []
for i in range(200):
    d[i] = i
    if not steps or steps[-1] != sys.getsizeof(d):
        steps.append(sys.getsizeof(d))
print(steps)
s, steps = set(), []
for i in range(400):
    s.add(i)
    if not steps or steps[-1] != sys.getsizeof(s):
        steps.append(sys.getsizeof(s))
print(steps)
class Sized:
    def __sizeof__(self):
        return 100
size(Sized())
try:
    raise ValueError("x")
except ValueError as e:
    size(e, e.__traceback__)
