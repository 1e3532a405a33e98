for i in range(5):
    if i == 3:
        break
else:
    print("no break")
for i in range(2):
    pass
else:
    print("else", i)
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print(n)
else:
    print("done")
x = y = 5
x, y = y + 1, x
print(x, y)
a: int = 3
b: "undefined"
print(a, __annotations__)


def annotated(p: int, *q: str, r: float = 1.0, **s: bool) -> list[int]:
    z: int = 1
    return []


print(annotated.__annotations__, annotated.__doc__)


def documented():
    """The docstring."""


print(documented.__doc__, documented.__name__, documented())
del a
try:
    a
except NameError as error:
    print(error)


def decorated(prefix):
    def wrap(f):
        def inner(*args):
            return prefix + str(f(*args))
        return inner
    return wrap


@decorated("<")
@decorated("(")
def add(a, b):
    return a + b


print(add(1, 2))


@lambda c: (c, "class decorator")
class Decorated:
    pass


print(Decorated[1])
global_name = 1


def change():
    global global_name, created
    global_name += 1
    created = "by function"


change()
print(global_name, created)
if (count := len("abc")) > 2:
    print(count)
print([z for z in range(10) if (half := z / 2) > 3], half)
assert True, "never"
pass
lambda_ = lambda *a, k=1, **kw: (a, k, kw)
print(lambda_(1, 2, k=3, j=4))
print(*[1, 2], *"ab", sep=",")
print(1 if False else 2 if False else 3, (lambda: (yield))().__class__.__name__)
i = 0
while True:
    try:
        i += 1
        if i > 3:
            break
    finally:
        print("turn", i)
def long(): return 1; print("x")
print(long()); print("same line")
