"""What maps refuse, and in which words."""
import mmap
import os

PATH = "mmap_errors.tmp"


def attempt(function, *args, **named):
    try:
        print("fine:", function(*args, **named))
    except Exception as error:
        print(type(error).__name__, error)


with open(PATH, "wb") as writer:
    attempt(mmap.mmap, writer.fileno(), 0)
    writer.write(b"hello")
    writer.flush()
    for named in {}, {"access": mmap.ACCESS_READ}, {"access": mmap.ACCESS_COPY}, {"prot": mmap.PROT_WRITE}:
        attempt(mmap.mmap, writer.fileno(), 0, **named)
reader = open(PATH, "rb")
both = open(PATH, "r+b")
attempt(mmap.mmap, reader.fileno(), 0)
attempt(mmap.mmap, reader.fileno(), 0, access=mmap.ACCESS_WRITE)
attempt(mmap.mmap, reader.fileno(), 0, access=mmap.ACCESS_READ)
attempt(mmap.mmap, reader.fileno(), 0, access=mmap.ACCESS_COPY)
attempt(mmap.mmap, reader.fileno(), 0, mmap.MAP_PRIVATE)
attempt(mmap.mmap, reader.fileno(), 0, prot=mmap.PROT_READ)
fd = both.fileno()
attempt(mmap.mmap, fd, 6)
attempt(mmap.mmap, fd, 0, offset=4096)
attempt(mmap.mmap, fd, 1, offset=4096)
attempt(mmap.mmap, fd, 1, offset=3)
attempt(mmap.mmap, fd, -5)
attempt(mmap.mmap, fd, 5, offset=-4096)
attempt(mmap.mmap, fd, 0, flags=0)
attempt(mmap.mmap, fd, 0, access=7)
attempt(mmap.mmap, fd, 0, access=mmap.ACCESS_WRITE, flags=mmap.MAP_PRIVATE)
attempt(mmap.mmap, fd, "5")
attempt(mmap.mmap, "5", 5)
attempt(mmap.mmap, 1 << 40, 5)
attempt(mmap.mmap, 99, 5)
attempt(mmap.mmap, -2, 5)
attempt(mmap.mmap, -1, 0)
attempt(mmap.mmap, -1, 1 << 70)
attempt(mmap.mmap, -1, 1 << 50)
directory = os.open(".", os.O_RDONLY)
attempt(mmap.mmap, directory, 10)
attempt(mmap.mmap, directory, 10, access=mmap.ACCESS_READ)
os.close(directory)

m = mmap.mmap(fd, 0)
print("-- subscripts")
for key in 5, -6, "a", slice(None, None, 0), 1 << 70, None:
    attempt(m.__getitem__, key)
for key, value in [
    *((0, value) for value in (256, -1, 1 << 80, "a", b"a", None)),
    *((slice(0, 2), value) for value in (b"a", "ab", 3)),
    (slice(0, 4, 2), b"abc"),
    (99, 1),
    ("x", 1),
]:
    attempt(m.__setitem__, key, value)
for key in 0, slice(0, 2), 99:
    attempt(m.__delitem__, key)
print("-- methods")
attempt(m.find, "l")
attempt(m.find, 108)
attempt(m.find, b"l", None)
attempt(m.read, "a")
attempt(m.seek, 0, 3)
attempt(m.seek, -1)
attempt(m.seek, 6)
attempt(m.seek, "a")
attempt(m.seek, 5)
attempt(m.read_byte)
attempt(m.write_byte, 3)
attempt(m.write, b"a")
attempt(m.write, "a")
attempt(m.write_byte, 300)
attempt(m.write_byte, -1)
attempt(m.write_byte, b"x")
attempt(m.move, 0, 4, 3)
attempt(m.move, -1, 0, 3)
attempt(m.move, 0, 1, -3)
attempt(m.flush, 1, 3)
attempt(m.flush, 0, 9999)
attempt(m.flush, -1, 0)
attempt(m.madvise, 0, 5)
attempt(m.madvise, 0, 0, -1)
attempt(m.madvise, 9999)
attempt(m.madvise, mmap.MADV_NORMAL, 1)
attempt(m.resize, -1)
attempt(m.__reduce_ex__, 4)
attempt(lambda: m + b"a")
attempt(lambda: m < m)
attempt(mmap.mmap(-1, 4).size)
attempt(mmap.mmap(-1, 4).resize, 0)
print("-- read only")
r = mmap.mmap(fd, 0, access=mmap.ACCESS_READ)
print(r, memoryview(r).readonly)
attempt(r.write, b"a")
attempt(r.write_byte, 3)
attempt(r.__setitem__, 0, 3)
attempt(r.__setitem__, slice(0, 1), b"a")
attempt(r.move, 0, 0, 1)
attempt(r.resize, 3)
attempt(r.flush)
attempt(mmap.mmap(fd, 0, access=mmap.ACCESS_COPY).resize, 3)
print("-- closed")
m.close()
print(m.closed, m)
for name, args in {
    **dict.fromkeys(["read", "readline", "read_byte", "tell", "size", "flush", "__len__", "__enter__"], ()),
    **dict.fromkeys(["find", "rfind", "write"], (b"a",)),
    **dict.fromkeys(["resize", "seek", "write_byte", "madvise", "__getitem__"], (1,)),
    "move": (0, 0, 0),
    "__setitem__": (0, 0),
}.items():
    print(name, end=" ")
    attempt(getattr(m, name), *args)
attempt(memoryview, m)
attempt(list, m)
attempt(lambda: 1 in m)
attempt(m.close)


class Closing:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.close()
        return 1


print("-- closed on the way")
for action in (
    lambda m, x: m[x],
    lambda m, x: m.__setitem__(0, x),
    lambda m, x: m[x:3],
    lambda m, x: m.read(x),
    lambda m, x: m.find(b"a", x),
):
    victim = mmap.mmap(-1, 8)
    attempt(action, victim, Closing(victim))
reader.close()
both.close()
os.remove(PATH)
