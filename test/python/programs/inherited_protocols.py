"""What classes take from their bases and lose again: patterns that they match, keywords, __next__, and what throw() makes."""
import collections
import collections.abc


def kind(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return None


class Registered:
    pass


collections.abc.Sequence.register(Registered)
for value in ["x", b"x", bytearray(b"x"), [1], (1,), range(3), {}, memoryview(b"a"), collections.deque(), collections.Counter(),
              collections.ChainMap(), collections.UserList(), collections.UserDict(), collections.UserString("a"), Registered()]:
    print(type(value).__name__, kind(value))


class Both(collections.UserDict, Registered, list):
    pass


class Other(list, collections.abc.Mapping):
    pass


class Third(dict, collections.abc.Sequence):
    pass


print(kind(Both()), kind(Third()), kind(type("Derived", (Registered,), {})()))


class Exhausted:
    def __iter__(self):
        return self

    def __next__(self):
        del Exhausted.__next__
        return 1


class Looped(Exhausted):
    def __next__(self):
        del Looped.__next__
        del Exhausted.__next__
        return 1


try:
    for item in Looped():
        print(item)
except TypeError as problem:
    print(problem)
Exhausted.__next__ = lambda self: [][0]
try:
    next(Looped())
except IndexError as problem:
    print(problem)


def deleting(self):
    del Exhausted.__next__
    return 1


Exhausted.__next__ = deleting


for attempt in [lambda: [*Exhausted()], lambda: len(Exhausted()), lambda: next(Exhausted()), lambda: iter(Exhausted())]:
    try:
        print(attempt())
    except TypeError as problem:
        print(problem)
    except AttributeError as problem:
        print(type(problem).__name__)


class NoInstance(Exception):
    def __new__(cls, *arguments):
        return cls


def generator():
    try:
        yield 1
    except TypeError as problem:
        print("inside:", problem)
        yield 2


waiting = generator()
print(next(waiting), waiting.throw(NoInstance))
fresh = generator()
try:
    fresh.throw(NoInstance)
except TypeError as problem:
    print("outside:", problem, list(fresh))
try:
    raise NoInstance
except TypeError as problem:
    print(problem)

for base in [list, tuple, set, frozenset]:
    derived = type("Derived", (base,), {})
    for call in [lambda: derived(a=1), lambda: derived([1], b=3)]:
        try:
            print(call())
        except TypeError as problem:
            print(problem)
    whole = base("abc")
    if base in (set, frozenset):
        print(whole.intersection() is whole, whole.union() is whole, whole.difference() is whole, whole.copy() is whole)


class Word(str):
    pass


class Plain:
    def __init__(self):
        self.name = 1


plain = Plain()
print(getattr(plain, Word("name")), plain.__dict__[Word("name")], hasattr(plain, Word("other")))
setattr(plain, Word("other"), 3)
print(plain.other, sorted(plain.__dict__))


class Asked(int):
    count = 0

    def __hash__(self):
        Asked.count += 1
        return int(self)


counts = []
keys = dict.fromkeys(map(Asked, range(10)))
some = set(keys)
for work in [lambda: some.difference(keys), lambda: some.symmetric_difference_update(keys), lambda: dict.fromkeys(set(keys)),
             lambda: dict.fromkeys(frozenset(keys), 3), lambda: dict.fromkeys(keys), lambda: some.update(keys), lambda: dict(keys)]:
    work()
    counts.append(Asked.count)
print(counts)


class Hopeful:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __length_hint__(self):
        import sys

        return sys.maxsize


items = [1]
items.extend(Hopeful())
print(items)
try:
    list(Hopeful())
except MemoryError:
    print("MemoryError")

yielding = (lambda: (yield 1))()
print(next(yielding))
try:
    yielding.send(2)
except StopIteration as end:
    print("value", end.value)

print(True & True, True | False, True ^ True, (True & False) == 0, type(True & 1).__name__)


class Holder:
    def method(self, cls):
        return type(self).__name__, cls.__name__


class Bound:
    bound = classmethod(Holder().method)


print(Bound.bound())
backwards = reversed([1, 2, 3])
next(backwards)
again, arguments, state = backwards.__reduce__()
copy = again(*arguments)
copy.__setstate__(state)
print(list(copy), list(backwards), backwards.__reduce__())
