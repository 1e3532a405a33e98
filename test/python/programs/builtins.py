print(abs(-3), all([1, 2]), any([]), ascii("é"), bin(10), bool(0), callable(len), chr(65), divmod(7, 3), hex(255), oct(8), ord("A"), pow(2, 5), repr("x"), round(3.7), sorted([3, 1]), sum([1, 2], 10))
print(isinstance(1, (str, int)), issubclass(bool, int), isinstance(1, int | str), type(1), type(type), type(None), id(1) == id(1), len("abc"), max(3, 1, 2), min("b", "a"), next(iter([1])))
print(list(map(str, [1, 2])), dict(a=1), tuple([1]), set([1]), frozenset([1]), list(range(3)), slice(1, 2), object().__class__, complex(1, 2), bytes(2), type(enumerate("a")), type(zip()), eval("1 + 1", {}, {}), print("x", "y", sep="-", end="!\n"))
namespace = {}
exec("a = 1\ndef f(): return a + 1\nb = f()", namespace)
print(namespace["b"], sorted(k for k in namespace if k != "__builtins__"))
code = compile("x * 2", "<s>", "eval")
print(eval(code, {"x": 21}), code.co_name, code.co_names)


def local():
    y = 5
    return sorted(locals()), "y" in vars()


print(local(), "local" in globals(), __name__)


class C:
    a = 1

    def __dir__(self):
        return ["x", "a"]


print(dir(C()), [n for n in dir(C) if not n.startswith("__")], getattr(C, "a"), hasattr(C, "b"), vars(C)["a"])
for wrong in (lambda: len(5), lambda: abs("a"), lambda: int(None), lambda: iter(5), lambda: next(iter([])), lambda: sorted(5), lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: getattr(1, "x"), lambda: print(sepp=1), lambda: min(), lambda: sum("abc"), lambda: type(1, 2), lambda: object(1), lambda: open("/no/such/file"), lambda: __import__("no_such_module"), lambda: input, lambda: hash([]), lambda: round("a"), lambda: range(1.5), lambda: chr(1114112), lambda: bytes(["a"]), lambda: reversed({1}), lambda: super(), lambda: eval("(")):
    try:
        print(type(wrong()).__name__)
    except Exception as error:
        print(type(error).__name__, error)
print(print, len, [].append.__name__, str.join, int.__add__, type((5).__add__).__name__, object.__init__.__name__, type.__call__.__class__.__name__)
print(list.__doc__ is not None, int.__name__, (1).__class__.__mro__, NotImplemented, Ellipsis, ..., __debug__)

# Before an expression there may be spaces and tabs.
print(eval(" 1 + 1"), eval("\t 'x' "), eval(b"  2"))
try:
    eval("\n  1")
except SyntaxError as e:
    print(type(e).__name__, e.msg)
