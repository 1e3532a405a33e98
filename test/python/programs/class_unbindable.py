# Special methods that cannot be bound, that call themselves, that give the wrong type; functions that are being cleared.
import gc
import weakref


def refuse(self):
    raise AttributeError('not now')


class Compared:
    __eq__ = property(refuse)
    __lt__ = property(refuse)


print(Compared() == Compared(), Compared() != Compared())
try:
    Compared() < Compared()
except TypeError as error:
    print(error)


class ByInstance:
    class Equal:
        def __get__(self, instance, owner):
            return lambda other: f'bound to {type(instance).__name__}'

    __eq__ = Equal()


print(ByInstance() == 1)


class Added:
    __add__ = property(refuse)


try:
    Added() + 1
except AttributeError as error:
    print('AttributeError', error)


class Called:
    pass


Called.__call__ = Called()
for _ in range(2):
    try:
        Called()()
    except RecursionError as error:
        print('RecursionError', error)


class Index:
    def __index__(self):
        return None


for function in (bin, oct, hex, chr, [1].__getitem__, range, gc.get_objects):
    try:
        print(function(Index()))
    except TypeError as error:
        print(error)

for generation in (-(2**40), -2, 3, 2**40, 'a'):
    try:
        gc.get_objects(generation)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Late:
    def __del__(self):
        global caught
        caught = self.ref()


class Cycle(tuple):
    def __del__(self):
        global late
        self[1].ref = weakref.ref(self[0])
        del late


def make():
    global late
    late = Late()

    def function():
        pass

    function.__module__ = tuple.__new__(Cycle, (function, late))


make()
gc.collect()
print(repr(caught.__name__), repr(caught.__qualname__), repr(caught).split(' at ')[0])
