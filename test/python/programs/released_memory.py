# Views of memory that is released, or cannot be resized or written to, while somebody works with it.
import array
import io
import struct


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as problem:
        print(type(problem).__name__, problem)


class Releasing:
    def __index__(self):
        view.release()
        return 4

    def __float__(self):
        view.release()
        return 4.25

    def __bool__(self):
        view.release()
        return True


def fresh(format="B", *shape):
    global view
    view = memoryview(bytearray(b"\xff" * 128)).cast(format, *shape)
    return view


attempt(lambda: fresh()[Releasing()])
attempt(lambda: list(fresh()[: Releasing()]))
attempt(lambda: fresh("B", (64, 2))[Releasing(), 0])
attempt(fresh().__setitem__, Releasing(), 42)
attempt(fresh().__setitem__, slice(Releasing()), b"spam")
for format in "Bhilqnfd?":
    attempt(fresh(format).__setitem__, 0, Releasing())
attempt(fresh().__setitem__, (slice(0, 1), 0), b"a")
attempt(fresh().__setitem__, (slice(0, 1), slice(0, 1)), b"a")

view = memoryview(b"abcdef")
known = hash(view)
view.release()
print(hash(view) == known == hash(b"abcdef"))
attempt(hash, memoryview(bytearray(b"a")).toreadonly())

for target in (memoryview(b"aa"), b"aa", None, array.array("b", [1, 2])):
    attempt(io.BytesIO(b"zz").readinto, target)
attempt(struct.pack_into, "b", memoryview(b"aa"), 0, 1)

numbers = array.array("i", [1, 2, 3])
view = memoryview(numbers)
attempt(numbers.pop, 0)
attempt(numbers.__delitem__, slice(0, 1))
print(numbers)

letters = array.array("u", "ab")
letters.frombytes(b"\xff\xff\xff\xff")
for function in (letters.tounicode, letters.tolist, lambda: repr(letters), lambda: letters[2]):
    attempt(function)
print(letters == letters, letters[1])
