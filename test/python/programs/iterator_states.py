# What iterators are made of when they are copied or pickled.
import copy
import itertools
import pickle
from collections import deque


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as problem:
        print(type(problem).__name__, problem)


for values in (range(5), range(0, 50, 3), range(10, -10, -7), range(2**31 - 2, 2**31), range(2**70, 2**70 + 3), range(0)):
    iterator = iter(values)
    print(iterator.__reduce__())
    next(iterator, None)
    print(iterator.__reduce__(), list(copy.copy(iterator)))
    list(iterator)
    print(iterator.__reduce__(), list(copy.copy(iterator)))
    for state in (1, -5, 99):
        iterator.__setstate__(state)
        print(iterator.__reduce__()[2], list(iterator))

attempt(iter(range(3)).__setstate__, 2**80)

for make in (iter, reversed):
    iterator = make(deque([1, 2, 3]))
    next(iterator)
    function, arguments = iterator.__reduce__()
    print(function.__name__, arguments, list(copy.copy(iterator)))
    kind = type(iterator)
    print(list(kind(deque("abc"))), list(kind(deque("abc"), 2)), list(kind(deque("abc"), 9)))
    attempt(kind)
    attempt(kind, 1)
    attempt(kind, deque(), "a")
    attempt(kind, deque(), 1, 2)


class Mutating:
    def __init__(self, items):
        self.items = items

    def __eq__(self, other):
        self.items.clear()
        return False


items = deque(range(4))
items[2] = Mutating(items)
attempt(items.index, 9)


def halves(make, taken):
    """What is left behind so many items, of itself, a copy and a pickle."""
    it = make()
    for _ in range(taken):
        next(it)
    others = copy.copy(it), pickle.loads(pickle.dumps(it))
    return [list(itertools.islice(each, 7)) for each in (it, *others)]


for make in (
    lambda: itertools.cycle([1, 2, 3]),
    lambda: itertools.product("ab", [1, 2]),
    lambda: itertools.product("ab", []),
    lambda: itertools.permutations(range(3), 2),
    lambda: itertools.permutations(range(2), 3),
    lambda: itertools.combinations("abcd", 2),
    lambda: itertools.combinations_with_replacement("abc", 2),
    lambda: itertools.tee(iter(range(5)))[1],
):
    kind = type(make()).__name__
    for taken in (0, 2, 4):
        try:
            print(kind, taken, *halves(make, taken))
        except StopIteration:
            print(kind, taken, "ended", make().__reduce__()[1:])
groups = itertools.groupby("aab")
key, group = next(groups)
print(groups.__reduce__()[2], [(key, list(each)) for key, each in copy.copy(groups)], list(pickle.loads(pickle.dumps(group))))
for state in ((), ([], "x"), ([1], 1, 2)):
    try:
        itertools.cycle([]).__setstate__(state)
    except TypeError as error:
        print(error)
