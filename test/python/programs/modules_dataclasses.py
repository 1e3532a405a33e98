"""dataclasses, enum, typing and functools as programs use them."""
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError
from enum import Enum, IntEnum, Flag, auto
from functools import lru_cache, partial, reduce, singledispatch, total_ordering, wraps, cached_property
from typing import NamedTuple, Optional


class Colour(Enum):
    RED = auto()
    GREEN = auto()
    BLUE = auto()


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Access(Flag):
    READ = auto()
    WRITE = auto()
    BOTH = READ | WRITE


@dataclass(order=True)
class Item:
    price: float
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)
    colour: Colour = Colour.RED

    def __post_init__(self):
        self.name = self.name.title()


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


class Pair(NamedTuple):
    left: int
    right: Optional[str] = None


items = [Item(3.5, "nut"), Item(1.25, "bolt", ["m4"]), Item(2.0, "washer")]
print(sorted(items))
print(asdict(items[1]), astuple(items[0]))
print(replace(items[0], price=9.0))
print([f.name for f in fields(Item)], items[0] == Item(3.5, "other"), items[0] is items[0])
try:
    Point(1).x = 3
except FrozenInstanceError as error:
    print(type(error).__name__, error)
print(Point(1, 2), hash(Point(1, 2)) == hash(Point(1, 2)), {Point(1): "a"}[Point(1)])
print(Pair(1), Pair(1, "b")._replace(left=2), Pair._fields)
print(list(Colour), Colour["RED"], Colour(2).name, Level.HIGH > 5, Access.READ in Access.BOTH, Access.READ | Access.WRITE)
try:
    Colour(9)
except ValueError as error:
    print(error)


@lru_cache(maxsize=None)
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


print(ways(80), ways.cache_info())


@singledispatch
def show(value):
    return f"something: {value!r}"


@show.register
def _(value: int):
    return f"an int: {value}"


@show.register(list)
def _(value):
    return "a list of " + ", ".join(map(show, value))


print(show(3), show([1, "x"]), show(None), sep="; ")


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    @cached_property
    def major(self):
        print("computed")
        return self.parts[0]


new, old = Version("1.10"), Version("1.9")
print(new > old, new >= old, old <= new, new.major, new.major)


def twice(function):
    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs), function(*args, **kwargs)

    return inner


@twice
def greet(name, *, mark="!"):
    """Says hello."""
    return "hello " + name + mark


print(greet("you", mark="?"), greet.__name__, greet.__doc__)
print(partial(pow, 2)(10), reduce(lambda a, b: a * b, range(1, 6)))
