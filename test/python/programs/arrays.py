"""The module array: type codes, slices, buffers, pickles, what is refused."""
import array as module
import copy
import io
import pickle
import sys
from array import array
from collections.abc import MutableSequence


def show(make):
    try:
        print(make())
    except Exception as problem:
        print(type(problem).__name__, problem)


for code in module.typecodes:
    if code != "u":
        values = [0, 1, 100]
        made = array(code, values)
        print(code, made, made.itemsize, made.tolist() == values, bytes(made).hex(), sys.getsizeof(made))
    for value in (-1, 200, 40000, -40000, 2**31, 2**32, 2**63, -(2**63) - 1, 2**64, 1.5, "x", "xy", None):
        show(lambda: array(code, [value]))

a = array("i", range(5))
print(a, len(a), a[1], a[-1], a[1:3], a[::-1], a[::2], 3 in a, 9 in a, a + a, a * 2, 0 * a)
a.append(7)
a.extend([8, 9])
a.extend(array("i", [10]))
a.insert(0, -1)
a.insert(-1, 99)
a.insert(100, 100)
print(a, a.pop(), a.pop(0), a.index(99), a.count(7), a.index(8, 2, -1))
a.remove(99)
a.reverse()
print(a)
a[1:3] = array("i", [1, 2, 3, 4])
a[::3] = array("i", [0] * len(a[::3]))
print(a)
del a[0], a[-1], a[::2], a[1:1]
print(a)
a *= 2
a += array("i", [5])
a.byteswap()
print(a, a.tobytes())

text = array("u", "héllo\U0001f600")
text.fromunicode("!")
print(text, text.tounicode(), text.itemsize, len(text), text[1])
floats = array("d", (1, 2.5, float("inf")))
print(floats, sum(floats), array("f", [0.1])[0], array("d", b"\0" * 16))

# Growth.
grown, sizes = array("h"), []
for i in range(60):
    grown.append(i)
    sizes.append(sys.getsizeof(grown))
while grown:
    grown.pop()
    sizes.append(sys.getsizeof(grown))
print(sizes)
print(sys.getsizeof(array("d", range(10))), sys.getsizeof(array("d", list(range(10)))), sys.getsizeof(array("d", b"\0" * 80)))

# Comparison.
print(array("i", [1]) == array("d", [1.0]), array("i", [1, 2]) < array("b", [1, 3]), array("u", "ab") > array("u", "aa"))
print(array("q", [2**53 + 1]) == array("d", [2.0**53]), array("i", [1]) == [1], array("i") != array("b"), array("d", [float("nan")]) == array("d", [float("nan")]))
show(lambda: array("u", "a") < array("i", [1]))
show(lambda: hash(array("i")))

# Buffers.
b = array("I", [1, 2, 3])
view = memoryview(b)
print(view.format, view.itemsize, view.shape, view.strides, view.nbytes, view.tolist(), view.readonly)
view[1] = 77
print(b, view[1:].tolist(), view.cast("B")[4])
for change in (lambda: b.append(1), lambda: b.pop(), lambda: b.extend([1])):
    show(change)
b[0] = 5
view.release()
b.append(1)
print(b, bytearray(b), memoryview(array("u", "ab")).format)
show(lambda: memoryview(array("u", "ab")).tolist())
file = io.BytesIO()
b.tofile(file)
file.seek(0)
c = array("I")
c.fromfile(file, 2)
show(lambda: c.fromfile(file, 9))
print(c)
target = array("B", b"....")
print(io.BytesIO(b"wxyz").readinto(target), target)
print(int.from_bytes(array("B", [1, 2]), "big"), b"".join([array("B", b"ab"), b"c"]))

# Pickles and copies.
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(array("l", [-1, 2**40]), protocol))
    print(protocol, again)
print(array("l", [1]).__reduce_ex__(2), array("l", [1]).__reduce_ex__(4)[1:])
make = module._array_reconstructor
print(make(array, "i", 9, b"\0\0\0\1"), make(array, "d", 15, b"\x3f\x80\0\0"), make(array, "u", 18, "hé\U0001f600".encode("utf-16-le")))
show(lambda: make(array, "i", 99, b""))
show(lambda: make(list, "i", 8, b""))
show(lambda: make(array, "x", 8, b""))
d = copy.copy(c)
d[0] = 1
print(c, d, copy.deepcopy(c) == c)


class Named(array):
    def __new__(cls, name, *args):
        self = super().__new__(cls, "b", *args)
        self.name = name
        return self


named = Named("n", [1, 2])
print(named, named.name, named[:1], type(named + named), isinstance(named, MutableSequence))
again = pickle.loads(pickle.dumps(array("b", [1])))
print(again)

# Refusals.
for refused in (
    lambda: array(),
    lambda: array(1),
    lambda: array("ii"),
    lambda: array("x"),
    lambda: array("i", "abc"),
    lambda: array("i", array("u", "a")),
    lambda: array("i", b"abc"),
    lambda: array("i", 1),
    lambda: array("i", [1], 2),
    lambda: array("i", initializer=[1]),
    lambda: a + [1],
    lambda: a + array("b"),
    lambda: a * "x",
    lambda: a["x"],
    lambda: a[99],
    lambda: a.pop(99),
    lambda: array("i").pop(),
    lambda: a.remove(99),
    lambda: a.index(99),
    lambda: a.fromlist(1),
    lambda: a.fromlist([1, "x"]),
    lambda: a.frombytes(b"abc"),
    lambda: a.frombytes("abc"),
    lambda: a.frombytes(a),
    lambda: a.fromunicode("abc"),
    lambda: a.tounicode(),
    lambda: a.extend(array("b", [1])),
    lambda: a.extend(5),
    lambda: a.__setitem__(slice(1, 3), [1]),
    lambda: a.__setitem__(slice(None, None, 2), array("i", [1])),
    lambda: a.__setitem__(slice(1, 2), array("b", [1])),
    lambda: a.__setitem__("x", 1),
    lambda: a.__setitem__(77, 1),
    lambda: a.__setitem__(0, "x"),
    lambda: a.__delitem__(77),
    lambda: a.__iadd__([1]),
    lambda: a.insert("x", 1),
    lambda: a.insert(1),
    lambda: a.append(),
    lambda: a.index(1, 2, 3, 4),
    lambda: a.byteswap(1),
    lambda: a.pop(1, 2),
    lambda: array[int],
):
    show(refused)
print(a)

iterator = iter(array("i", [1, 2, 3]))
next(iterator)
print(iterator.__reduce__(), list(iterator), list(iterator), type(iterator))
match array("i", [1, 2]):
    case [x, y]:
        print("sequence", x, y)
