# Equal constants of one source are one object, tuples of constants and of names among them.
def a():
    return 1000


def b():
    return 1000


def c(p):
    return p.foo, (1, 2, "x")


def d(q):
    return q.foo, (1, 2, "x")


class Slotted:
    __slots__ = ("first", "second")

    def both(self):
        return self.first, self.second


print(a() is b(), a.__code__.co_consts is b.__code__.co_consts)
print(c.__code__.co_names is d.__code__.co_names, c.__code__.co_consts is d.__code__.co_consts)
print(Slotted.__dict__["__slots__"] is Slotted.both.__code__.co_names)
constant = (1, 2, "x")
print(constant is c.__code__.co_consts[1], c.__code__.co_consts)
