import sys


def outer():
    value = []

    def inner():
        return value

    print(sys.getrefcount(value))
    yield inner
    print(sys.getrefcount(value))


gen = outer()
inner = next(gen)
print(sys.getrefcount(inner), sys.getrefcount(inner()))
list(gen)
print(sys.getrefcount(inner()))
lam = lambda: inner
print(sys.getrefcount(inner))
default = []


def with_default(a=default):
    return sys.getrefcount(a)


print(with_default(), sys.getrefcount(default))
