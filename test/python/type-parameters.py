"""Type parameters and aliases (PEP 695); what is expected is what the reference of Python 3.12 says."""
from typing import Callable, Generic, TypeVar, get_type_hints
import typing

type Number = int | float
print(Number, type(Number), Number.__value__, Number.__name__, Number.__type_params__, Number.__module__)
type Tree[T] = dict[str, Tree[T]] | T
print(Tree, Tree.__type_params__, Tree[int], Tree.__parameters__)
type Late = Unknown | None
try:
    Late.__value__
except NameError as problem:
    print("evaluated when asked:", problem)
Unknown = str
print(Late.__value__, Late.__value__ is Late.__value__)


def first[T](items: list[T], default: T = None, *, key: "Callable[[T], int]" = len) -> T:
    """Doc."""
    def inner():
        return default

    return items[0] if items else inner()


print(first([1, 2]), first([]), first([], 5), first.__type_params__, first.__name__, first.__qualname__, first.__doc__)
print(first.__annotations__["return"] is first.__type_params__[0], first.__defaults__, first.__kwdefaults__, first.__module__)
try:
    first(1, 2, 3)
except TypeError as problem:
    print(problem)


def bounded[T: (int, str), U: Missing, *Ts, **P](x: T, y: U) -> T:
    return x


T, U, Ts, P = bounded.__type_params__
print(T, U, Ts, P, T.__constraints__, T.__bound__, isinstance(T, TypeVar), isinstance(P, typing.ParamSpec), isinstance(Ts, typing.TypeVarTuple))
try:
    U.__bound__
except NameError as problem:
    print(problem)
Missing = bytes
print(U.__bound__, U.__constraints__, T.__covariant__, T.__infer_variance__, type(T).__name__)


class Stack[T]:
    """A stack."""

    shared = []

    def __init__(self, *items: T) -> None:
        super().__init__()
        self.__items = list(items)

    def push(self, item: T) -> None:
        self.__items.append(item)

    def map[U](self, function: Callable[[T], U]) -> "Stack[U]":
        return Stack(*[function(item) for item in self.__items])

    def __repr__(self):
        return f"Stack({self.__items})"

    class Inner[V]:
        pass


print(Stack.__type_params__, Stack.__parameters__, Stack.__orig_bases__, Stack.__mro__, Stack.__doc__, Stack.__qualname__)
stack = Stack[int](1, 2)
stack.push(3)
print(stack, stack.map(str), Stack[int], Stack.Inner.__qualname__, Stack.map.__qualname__, Stack.push.__qualname__)


class Base:
    def __init_subclass__(cls, /, tag=None, **kwargs):
        print("subclass", cls.__name__, tag)
        super().__init_subclass__(**kwargs)


class Derived[T: Base](Base, tag="x"):
    value: T


print(Derived.__mro__, Derived.__type_params__[0].__bound__, issubclass(Derived, Generic))


def decorate(function):
    print("decorated", function.__name__, function.__type_params__)
    return function


@decorate
@decorate
async def asynchronous[T](x: T) -> T:
    return x


def generator[T](*xs: T):
    yield from xs


print(list(generator(1, 2)))


def outer[T](x: T):
    def inner[U](y: U) -> T:
        return x, y, T, U

    return inner


print(outer(1)(2), outer.__qualname__, outer(1).__qualname__)


class Many[*Ts]:
    pass


print(Many.__parameters__, Many[int, str])
type = 5
print(type, ".type_parameters" in globals())
exec("type Inside[X] = list[X]\nprint(Inside[int], Inside.__value__)")
print(eval("(lambda: 1)()"))
try:
    exec("def f[T, T](): pass")
except SyntaxError as problem:
    print(problem)
