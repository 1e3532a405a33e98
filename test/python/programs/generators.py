def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"


g = numbers(3)
print(next(g), g.send("hello"), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
print(list(numbers(4)))


def wrap():
    result = yield from numbers(2)
    print("result", result)
    yield "last"


print(list(wrap()))


def guarded():
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("caught", error)
        yield "recovered"
    finally:
        print("closed")


g = guarded()
next(g)
print(g.throw(ValueError("thrown")))
g.close()
g = guarded()
next(g)
del g
g = guarded()
print(g.gi_frame is not None, g.gi_running, g.gi_code.co_name)
g.close()
print(list(g), g.gi_frame)


def stops():
    yield 1
    raise StopIteration("inner")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))
print(sum(x * x for x in range(10) if x % 2), list(y for x in "ab" for y in (x, x.upper())))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)))


def bad():
    yield next(me)


me = bad()
try:
    next(me)
except ValueError as error:
    print(error)


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
g = numbers(2)
try:
    g.send(5)
except TypeError as error:
    print(error)


# What is thrown into a generator gets what that handles as its context, not what its caller handles.
def waiting():
    yield


def handling():
    try:
        raise TypeError
    except TypeError:
        yield


for make in (waiting, handling):
    try:
        try:
            raise ValueError
        except ValueError:
            generator = make()
            next(generator)
            generator.throw(KeyError("thrown"))
    except KeyError as e:
        print(make.__name__, repr(e.__context__), repr(e.__context__ and e.__context__.__context__))
