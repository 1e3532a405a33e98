def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    def read():
        return count

    return step, read


step, read = counter()
step()
step(5)
print(read(), step.__closure__[0].cell_contents, step.__code__.co_freevars)
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])


def outer(x):
    class Inner:
        y = x

        def get(self):
            return x, self.y, __class__.__name__

    x += 1
    return Inner


print(outer(1)().get())


def unbound():
    print(name)
    name = 1


for broken in (unbound, lambda: missing):
    try:
        broken()
    except NameError as error:
        print(type(error).__name__, error)


def free():
    def inner():
        return value

    try:
        inner()
    except NameError as error:
        print(error)
    value = 1
    return inner()


print(free())
x = "global"


class Scope:
    x = "class"
    seen = [x for _ in range(1)]

    def method(self):
        return x


print(Scope.seen, Scope().method())
