# Counts that the methods of elements see while their containers are shown, compared, filled and iterated over.
import sys


class Shown:
    def __init__(self, box=None):
        self.box = box

    def __repr__(self):
        return f"<{sys.getrefcount(self)} {sys.getrefcount(self.box)}>"


shown = Shown()
shown.box = box = [shown, shown]
print(box)
shown.box = box = (shown,)
print(box)
shown.box = box = {"k": shown}
print(box)
print([shown], {1: shown}, (shown,), [[shown]], f"{[shown]}", str({shown: shown}), "%s" % [shown])
del box
shown.box = None


class Key:
    def __init__(self, box):
        self.box = box

    def __hash__(self):
        return 1

    def __eq__(self, other):
        print("eq", sys.getrefcount(self), sys.getrefcount(other), sys.getrefcount(self.box))
        return self is other


box = {}
one, two = Key(box), Key(box)
box[one] = 1
box[two] = 2
print(box.get(two), two in box, box.setdefault(two, 3), box.pop(two))
box.update({two: 5})
box.update([(two, 6)])
del box[two]
print(len(box))


class Items:
    def __init__(self):
        self.given = 0

    def __iter__(self):
        print("iter", sys.getrefcount(self))
        return self

    def __next__(self):
        self.given += 1
        if self.given > 2:
            raise StopIteration
        return sys.getrefcount(self)


items = [1]
items += Items()
items[0:1] = Items()
items[::2] = [0] * len(items[::2])
items.extend(Items())
print(items, list(Items()), [*Items()])
pairs = [0, 0]
pairs[::1] = Items()
print(pairs)


@staticmethod
def count(value):
    return sys.getrefcount(value)


value = []
print(count(value), count(value=value), count(*[value]), count(*(value,)))


class Named:
    def __set_name__(self, owner, name):
        print(name, sys.getrefcount(self))


class Owner:
    first = Named()
    second = first
