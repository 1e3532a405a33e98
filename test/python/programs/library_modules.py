import collections
import contextlib
import enum
import functools
import io
import itertools
import operator
import random
import textwrap
import traceback
import types
import dataclasses
import json
import copy
import string
import bisect
import heapq

Point = collections.namedtuple("Point", "x y")
print(Point(1, y=2), Point(1, 2)._replace(x=5), Point._fields)
print(collections.Counter("banana").most_common(2), collections.OrderedDict(a=1), collections.defaultdict(list, {"k": [1]}))
d = collections.deque([1, 2, 3], maxlen=3)
d.append(4)
d.rotate(1)
print(d, collections.ChainMap({"a": 1}, {"b": 2})["b"])


class Colour(enum.Enum):
    RED = 1
    GREEN = enum.auto()


print(Colour.RED, Colour(2), list(Colour), Colour["RED"].value, repr(Colour.GREEN))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), functools.reduce(operator.add, range(5)), functools.partial(pow, 2)(5))


@contextlib.contextmanager
def managed():
    print("enter")
    yield "value"
    print("exit")


with managed() as value:
    print(value)
with contextlib.suppress(KeyError):
    {}["x"]


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = dataclasses.field(default_factory=list)


print(Item("a"), Item("a") < Item("b"), dataclasses.asdict(Item("x", 2.0, ["t"])))
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(10), 3), random.gauss(0, 1))
print(json.dumps({"a": [1, 2.5, None, True], "b": "é\n"}), json.loads('{"x": [1, {"y": "z"}]}'))
print(list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.permutations("abc", 2))[:3], list(itertools.groupby("aabb")) != [])
print(textwrap.fill("The quick brown fox jumps over the lazy dog", 20), string.ascii_letters[:5], string.Template("$a!").substitute(a=1))
print(copy.deepcopy({"a": [1, {2}]}), bisect.bisect([1, 3, 5], 3), heapq.nsmallest(2, [5, 1, 4]))
stream = io.StringIO()
print("into", file=stream)
print(repr(stream.getvalue()), types.SimpleNamespace(a=1))
try:
    1 / 0
except ZeroDivisionError:
    print(traceback.format_exc().splitlines()[-1])
