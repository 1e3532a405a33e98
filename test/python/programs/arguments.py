def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3))
print(f(1, 20, 30, 40, c=3, e=5))
print(f(*[1, 2, 3], **{"c": 4, "x": 5}))


def g(a, b, /, c, *, d):
    return a, b, c, d


print(g(1, 2, c=3, d=4))
for call in (
    lambda: g(1, 2, 3, 4),
    lambda: g(1, b=2, c=3, d=4),
    lambda: g(1),
    lambda: g(1, 2, 3),
    lambda: f(),
    lambda: f(1, 2),
    lambda: f(1, a=1, c=2),
    lambda: g(1, 2, 3, d=4, e=5),
    lambda: (lambda: 1)(2),
    lambda: (lambda x, y: 1)(2),
    lambda: f(**{1: 2}, c=3),
    lambda: f(1, **{"c": 1}, **{"c": 2}),
    lambda: f(*3),
    lambda: f(**3),
):
    try:
        print(call())
    except TypeError as error:
        print(error)

defaults = []


def grow(item, into=defaults):
    into.append(item)
    return into


grow(1)
print(grow(2), defaults, grow.__defaults__, f.__kwdefaults__)
