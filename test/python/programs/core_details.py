"""Small things of the language's core: aliases and unions of types, dir, vars, isinstance, tracebacks, closures for exec, breakpoint."""
import collections.abc
import functools
import operator
import pickle
import sys
import types
import typing
import warnings


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


T = typing.TypeVar("T")
Ts = typing.TypeVarTuple("Ts")
P = typing.ParamSpec("P")
Callable = collections.abc.Callable
print(tuple[*Ts][int, str], tuple[T, *Ts][int], dict[T, list[T]][int], tuple[*Ts][()], tuple[int, *Ts, T][str, bytes])
print(Callable[P, T][[int, str], bool], Callable[typing.Concatenate[int, P], T][[str], bool])
print(Callable[[int], str] == Callable[[int], str], Callable[[int], str] == Callable[[str], str])
print(tuple[*tuple[int, ...]], tuple[*Ts][*tuple[int, str]], hash(int | str) == hash(str | int), (int | str).__module__)
print(int | T, (int | list[T])[str], (int | T)[str], list[int] | Callable[[int], int])
attempt(lambda: dict[T, int][int, str])


class Shown:
    def __dir__(self):
        return ["b", "a"]


class OwnDict:
    __dict__ = property(lambda self: {"made": 1})


class NoDict(types.ModuleType):
    __dict__ = 8


attempt(lambda: dir(Shown()))
attempt(lambda: vars(OwnDict()))
attempt(lambda: dir(NoDict("name")))


class Bases:
    @property
    def __bases__(self):
        return (self, self)


nested = int
for level in range(2000):
    nested = (nested,)
for function in (lambda: issubclass(Bases(), int), lambda: isinstance("", nested), lambda: issubclass(str, nested)):
    try:
        print(function())
    except RecursionError as error:
        print("RecursionError", str(error)[:32])

with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt(lambda: bool(NotImplemented))
attempt(lambda: type("A\0B", (), {}))

caller = pickle.loads(pickle.dumps(operator.methodcaller("split", sep=",")))
print(caller, caller("a,b"), operator.methodcaller("bit_length").__reduce__()[1])

entry = types.TracebackType(None, sys._getframe(), 6, 7)
print(entry.tb_lineno, entry.tb_lasti, entry.tb_next, entry.tb_frame is sys._getframe())
attempt(lambda: types.TracebackType(5, sys._getframe(), 6, 7))


def outer():
    value = "from a closure"
    return (lambda: print(value)), value


function, text = outer()
exec(function.__code__, closure=function.__closure__)
attempt(lambda: exec(function.__code__))
attempt(lambda: exec(compile("1", "", "exec"), closure=function.__closure__))
attempt(lambda: exec("1", closure=function.__closure__))

sys.breakpointhook = lambda *arguments, **keywords: print("stopped", arguments, keywords)
breakpoint(1, key=2)
sys.breakpointhook = sys.__breakpointhook__
import os

os.environ["PYTHONBREAKPOINT"] = "operator.add"
print(breakpoint(1, 2))
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint(1, 2))


class Made:
    """Takes what its class says, whatever an instance has."""

    def __init__(self, **arguments):
        for name, value in arguments.items():
            setattr(type(self), name, lambda self, value=value: value)

    def __getattr__(self, name):
        raise AssertionError(name)


for arguments in ({"__getnewargs__": "bad"}, {"__getnewargs_ex__": 5}, {"__getnewargs_ex__": ((),)}):
    attempt(lambda: type("M", (Made,), {})(**arguments).__reduce_ex__(2))
attempt(lambda: type("M", (Made,), {})(__getnewargs_ex__=("ab", {})).__reduce_ex__(2))
attempt(lambda: type("M", (Made,), {})(__getnewargs_ex__=((), [])).__reduce_ex__(2))
attempt(lambda: object().__reduce_ex__("2"))

# displayhook keeps what it shows
sys.displayhook(5)
print(_)
sys.displayhook(None)
print(_)


class Namespace:
    """Any mapping can be the locals of what is evaluated."""

    def __getitem__(self, name):
        if name == "a":
            return 12
        raise KeyError(name)

    def keys(self):
        return ["z", "a"]


try:
    compile("1\0", "", "eval")
except ValueError as error:
    print(error)
print(eval("dir()", {}, Namespace()), eval("a", {}, Namespace()), eval(memoryview(b"x3 + 1")[1:]))
