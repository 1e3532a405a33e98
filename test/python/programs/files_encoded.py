"""What comes first in an encoded file comes once; what goes wrong in close() is all told."""
import io

for encoding in ("utf-8-sig", "utf-16", "cp1252", "utf-8"):
    buffer = io.BytesIO()
    text = io.TextIOWrapper(buffer, encoding=encoding, newline="\n")
    for place, piece in ((None, "a\n"), (None, "b"), (0, "c"), (-1, "d")):
        if place is not None:
            text.seek(0, 0 if place == 0 else 2)
        text.write(piece)
        text.flush()
    buffer.seek(2)
    behind = io.TextIOWrapper(buffer, encoding=encoding)
    behind.write("q")
    behind.flush()
    late = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    late.write("foo")
    late.reconfigure(encoding=encoding)
    late.write("bar")
    late.flush()
    print(encoding, buffer.getvalue(), late.buffer.getvalue())


def failing(word):
    def method():
        raise OSError(word)
    return method


class Raw(io.RawIOBase):
    def readable(self):
        return True

    def writable(self):
        return True


for kind in (io.BufferedReader, io.BufferedWriter, io.TextIOWrapper, io.FileIO):
    below = Raw() if kind is not io.TextIOWrapper else io.BufferedWriter(Raw())
    file = io.FileIO(__file__) if kind is io.FileIO else kind(below)
    below.close, file.flush = failing("close"), failing("flush")
    try:
        file.close()
    except OSError as error:
        print(kind.__name__, error, repr(error.__context__), file.closed)
    del below.close, file.flush
pair = io.BufferedRWPair.__new__(io.BufferedRWPair)
for work in (lambda: pair.closed, pair.close, pair.read):
    try:
        work()
    except (ValueError, RuntimeError) as error:
        print(type(error).__name__, error)
