"""len, isinstance and append are what the names say when the call is made, whatever the compiler takes them for."""
import builtins
import sys


class Loud:
    def __getattr__(self, name):
        print("looked up", name)
        return lambda value: print("called with", value)


def argument(text):
    print("argument", text)
    return text


def add(to, value):
    return to.append(argument(value))


def measure(value):
    return len(value)


def check(value, kind):
    return isinstance(value, kind)


class Meta(type):
    def __instancecheck__(cls, instance):
        print("asked about", instance)
        return "truthy"


class Any(metaclass=Meta):
    pass


items = []
print(add(items, "a"), items)
add(Loud(), "b")
try:
    add(7, "c")
except AttributeError as error:
    print(error)


class Mine(list):
    def append(self, value):
        print("mine", value)
        super().append(value * 2)


mine = Mine()
add(mine, "d")
print(mine)

print([measure(value) for value in ("text", [1, 2], {1: 2}, (1, 2, 3), range(9), {1}, b"xy")])
try:
    measure(3)
except TypeError as error:
    print(error)
print(check(True, int), check("x", (int, (float, str))), check(1, Any), check(1, int | str))
try:
    check(1, 2)
except TypeError as error:
    print(error)

counted = []


def held(value):
    return sys.getrefcount(counted)


class Measured:
    def __len__(self):
        return held(counted)


print(measure(Measured()))
len = lambda value: "my own len of %r" % (value,)
print(measure([1]))
del len
print(measure([1]))
old = builtins.len
builtins.len = lambda value: old(value) + 100
print(measure([1]))
builtins.len = old
isinstance = issubclass
print(check(bool, int))
del isinstance
saved = builtins.isinstance
del builtins.isinstance
try:
    check(1, int)
except NameError as error:
    print(error)
builtins.isinstance = saved
print(check(1, int))
