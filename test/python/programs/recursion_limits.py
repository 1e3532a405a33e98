"""How deep calls of all kinds nest, and the words when that is too deep: what is not a function counts too."""
import collections
import copy
import functools
import json
import operator
import sys

sys.setrecursionlimit(200)
reached = 0


def show(name, work):
    global reached
    reached = 0
    try:
        work()
        print(name, reached)
    except RecursionError as error:
        print(name, reached, str(error).removeprefix("maximum recursion depth exceeded"))


def again(kind, **methods):
    """An object whose methods count and go deeper."""
    def counting(body):
        def method(self, *args):
            global reached
            reached += 1
            return body(self, *args)
        return method
    return type(kind, (), {f"__{name}__": counting(body) for name, body in methods.items()})


class Constructed:
    def __init__(self):
        global reached
        reached += 1
        Constructed()


class Made:
    def __new__(cls):
        global reached
        reached += 1
        return Made()


class Meta(type):
    def __call__(cls):
        global reached
        reached += 1
        return super().__call__()


class OfMeta(metaclass=Meta):
    def __init__(self):
        OfMeta()


class Derived(Constructed):
    def __init__(self):
        super().__init__()


class Missing(dict):
    def __missing__(self, key):
        global reached
        reached += 1
        return self[key + 1]


def deeper(way):
    def function(*args):
        global reached
        reached += 1
        return way(function)
    return function


Called = again("Called", call=lambda self: self())
Equal = again("Equal", eq=lambda self, other: self == other)
Hashed = again("Hashed", hash=lambda self: hash(self))
Shown = again("Shown", repr=lambda self: repr(self))
InList = again("InList", repr=lambda self: repr([self]))
Added = again("Added", add=lambda self, other: self + other)
Attribute = again("Attribute", getattr=lambda self, name: self.x)
Converted = again("Converted", int=lambda self: int(self))
show("function", deeper(lambda f: f()))
show("class", Constructed)
show("__new__", Made)
show("metaclass", OfMeta)
show("super", Derived)
show("__call__", Called())
show("==", lambda: Equal() == Equal())
show("hash", lambda: hash(Hashed()))
show("repr", lambda: repr(Shown()))
show("repr of a list", lambda: repr(InList()))
show("+", lambda: Added() + 1)
show("__getattr__", lambda: Attribute().x)
show("int", lambda: int(Converted()))
show("__missing__", lambda: Missing()[1])
show("lru_cache", functools.lru_cache(deeper(lambda f: f())))
cached = functools.lru_cache(lambda n: deeper(lambda f: cached(n + 1))())
show("through lru_cache", lambda: cached(1))
show("reduce", deeper(lambda f: functools.reduce(f, [1, 2])))
show("map", deeper(lambda f: list(map(f, [1]))))
show("partial", deeper(lambda f: functools.partial(f)()))
show("staticmethod", deeper(lambda f: staticmethod(f)()))
show("methodcaller", deeper(lambda f: operator.methodcaller("__call__")(f)))
defaults = collections.defaultdict(lambda: deeper(lambda f: defaults[reached])())
show("defaultdict", lambda: defaults[0])


def nested(levels, wrap):
    value = wrap(None)
    for _ in range(levels):
        value = wrap(value)
    return value


for wrap in (lambda x: [x], lambda x: (x,), lambda x: {1: x}):
    for levels in (192, 193, 194, 195, 196):
        value, other = nested(levels, wrap), nested(levels, wrap)
        show(f"{type(value).__name__} {levels} repr", lambda: repr(value))
        show(f"{type(value).__name__} {levels} format", lambda: f"{value}")
        show(f"{type(value).__name__} {levels} ==", lambda: value == other)
        show(f"{type(value).__name__} {levels} json", lambda: json.dumps(value))
    show(f"{type(value).__name__} deepcopy", lambda: copy.deepcopy(value))
show("json.loads", lambda: json.loads("[" * 200 + "]" * 200))

# In the deepest frame that there may be.
EXPRESSIONS = """Plain()|str(1)|f'{1}'|f'{1.5:.1f}'|'%s' % 1|int('1')|object()|list((1,))|dict(a=1)|ValueError(1)|zip([])|
len([])|isinstance(1, int)|hash(1)|repr(1)|iter([])|sorted([])|any([])|callable(1)|getattr(1, 'real')|[1].pop()|[].copy()|
{}.get(1)|{}.keys()|set().add(1)|'a'.upper()|'a'.strip()|'a'.split()|''.join([])|'a'.encode()|(x for x in [])|[].__len__()|
list.__len__([])|eval('1')|Plain.static()|Plain.cls()|functools.partial(len)|1 in [1]|[1] == [2]|1 + 1|not 1"""


class Plain:
    @staticmethod
    def static():
        pass

    @classmethod
    def cls(cls):
        pass


for expression in EXPRESSIONS.replace("\n", "").split("|"):
    exec(f"""def deepest(go):
    global refused
    if go:
        try:
            deepest(go)
        except RecursionError:
            pass
        else:
            return
    refused = None
    try:
        _ = {expression}
    except RecursionError as error:
        refused = error
""")
    for _ in range(20):
        deepest(False)
    deepest(True)
    print(expression, "|", "fits" if refused is None else str(refused).removeprefix("maximum recursion depth exceeded"))


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


try:
    even(-1)
except RecursionError as error:
    print(error)
