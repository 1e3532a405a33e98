# Text that grows in a variable, views of bytes, classes derived from str, f-strings, files in memory.
import io


def grow(n):
    text = ""
    for i in range(n):
        text += "ab"
        text += chr(0xE9 + i % 2)
    other = text
    text += "!"
    return len(text), len(other), text[-3:], other is text


print(grow(1000))


def kept():
    x = "q" * 3
    y = [x]
    x += "z"
    return x, y


print(kept())
print(f"{3!r:>5}|{'é'!a}|{1.5:.2f}|{[1, 2]!s}|{b'x'!a}")


class Name(str):
    def shout(self):
        return self.upper() + "!"


name = Name("abc")
name.note = 5
print(name, name.shout(), name.note, type(name[:]), {name: 1}["abc"], name == "abc", repr(name))
print("%s %d %5.2f" % ("a", 3, 2.5), "{:>{w}}".format("x", w=4))
print(io.StringIO("a\nb").readlines(), io.BytesIO(b"xy").read())
try:
    "é".encode("ascii")
except UnicodeEncodeError as error:
    print(error, error.start, error.object)


class Bytes(bytearray):
    pass


data = Bytes(b"xy")
data.note = 1
data += b"z"
print(data, data.note, bytes(data))
view = memoryview(bytearray(b"abcdef"))
print(view[1:3].tobytes(), view.tolist(), 98 in view, list(view[::2]))
print("\N{GREEK SMALL LETTER ALPHA}", b"%d-%s" % (5, b"x"))
