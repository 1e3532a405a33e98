# What iterators are made of when they are copied or pickled.
import copy
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
