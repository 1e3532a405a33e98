"""Long texts and long lines through buffers and text wrappers, read in all ways."""
import collections
import io

line = "0123456789" * 3000
made = io.BytesIO()
file = io.TextIOWrapper(made, encoding="utf-8", newline="\n")
for number in range(20):
    print(number, line, "é" if number == 7 else "e", sep="|", file=file)
print("last", end="", file=file)
file.flush()
data = made.getvalue()


def opened(contents=data, **options):
    return io.TextIOWrapper(io.BufferedReader(io.BytesIO(contents)), encoding="utf-8", **options)


file = opened()
text = file.read()
print(len(text), file.tell() == len(data), file.newlines, repr(file.read()))
file = opened()
start = file.read(100000)
place = file.tell()
rest = file.read()
print(len(start), start + rest == text)
file.seek(place)
print(file.read(50) == rest[:50])
print([len(one) for one in opened()])
file = opened()
first = file.readline()
print(len(first), len(file.readline(70000)), len(file.readline()), file.read() == text[len(first) * 2 :])
lines = list(io.BufferedReader(io.BytesIO(data)))
print([len(one) for one in lines], b"".join(lines) == data)
print(opened(newline="").read() == text, opened(b"plain\nascii\n").read(), repr(opened(b"a\r\nb\rc").read()))
ascii_only = opened(b"some\nlines\n" * 5000)
print(ascii_only.readline(), len(ascii_only.read()), ascii_only.newlines, ascii_only.tell())


class Raw(io.RawIOBase):
    def __init__(self, contents):
        self.contents = io.BytesIO(contents)

    def readable(self):
        return True

    def readinto(self, target):
        return self.contents.readinto(target)


print(len(Raw(data).readline()), [len(one) for one in Raw(b"one\ntwo\nthree")])


class Lines(io.TextIOWrapper):
    def readline(self, size=-1):
        return super().readline(size).upper()


print(list(Lines(io.BytesIO(b"sub\nclass\n"))))


class Bytes(io.BufferedReader):
    def readline(self, size=-1):
        return super().readline(size).upper()


print(list(Bytes(io.BytesIO(b"sub\nclass\n"))))
closed = io.BufferedReader(io.BytesIO(b"x\n"))
closed.close()
try:
    next(closed)
except ValueError as error:
    print(error)
for newline in (None, "", "\n", "\r", "\r\n"):
    made = io.BytesIO()
    file = io.TextIOWrapper(made, encoding="utf-8", newline=newline)
    file.write("one\ntwo\n")
    file.write("three é\n")
    print("four", 5, file=file)
    file.flush()
    print(made.getvalue(), repr(opened(made.getvalue(), newline=newline).read()))


class Upper(collections.Counter):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


print(collections.Counter("abracadabra"), Upper("aab"), repr("abcdefg"[::-1] + "abcdefg"[5:1:-2] + "aé"[::-1]))
