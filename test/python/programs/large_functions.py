"""Functions as generated code has them: compiled fast throughout, each would be too large for an engine or for memory."""
import platform
import sys

SIZE = 3000


def made(source, name="f"):
    names = {}
    exec(compile(source, "made", "exec"), names)
    return names[name]


def groups(terms):
    return " + ".join("(" + " + ".join(terms[at : at + 50]) + ")" for at in range(0, len(terms), 50))


polynomial = made("def f(x, y):\n    return " + groups([f"{i} * x**{i % 5} * y" for i in range(3 * SIZE)]) + "\n")
print(polynomial(2, 3), polynomial(0.5, 2))

chain = made("def f(x, y):\n" + "".join(f"    if x > {i}: y += x * {i}\n" for i in range(SIZE)) + "    return y\n")
print(chain(2000, 3), chain(2.5, 1))

turns = made(
    "def f(items):\n    for item in items:\n"
    + "".join(f"        a, b = item; items[0] = b, a + {i} % 7\n" for i in range(SIZE // 4))
    + "    return items\n"
)
print(turns([(1, 2), (3, 4)]))

failing = made("def f(x):\n" + "".join(f"    x = x - {i}\n" for i in range(SIZE)) + "    return 1 // x\n")
try:
    failing(sum(range(SIZE)))
except ZeroDivisionError as error:
    print(error, "in line", error.__traceback__.tb_next.tb_lineno)

print(platform.python_implementation(), platform.python_version_tuple(), sys.version.partition(" ")[0])
