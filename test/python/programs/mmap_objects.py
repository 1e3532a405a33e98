"""What maps do: as files, as sequences, as buffers."""
import mmap
import os
import sys
import weakref

PATH = "mmap_objects.tmp"
TEXT = b"hello\nworld\nlast"
with open(PATH, "wb") as file:
    file.write(TEXT)
file = open(PATH, "r+b")
m = mmap.mmap(file.fileno(), 0)
print(m, len(m), m.size(), m.closed, bool(m), sys.getsizeof(m))
print(isinstance(m, mmap.mmap), mmap.error, mmap.PAGESIZE == mmap.ALLOCATIONGRANULARITY)

print("-- subscripts")
print(m[0], m[-1], m[0:5], m[::3], m[10:0:-3], m[20:], m[-4:])
m[0] = 72
m[1:3] = b"EL"
m[0:8:4] = memoryview(b"*+")
print(m[:])
m[:] = TEXT

print("-- as a sequence")
print(list(m)[:3], b"w" in m, 119 in m, b"wo" in m, list(reversed(m))[:2])
print(sorted(set(m))[:4], bytes(m) == TEXT, bytearray(m)[:3], b"-".join([m, m]))

print("-- finding")
print(m.find(b"l"), m.find(b"l", 4), m.find(b"l", -4), m.find(b"ld\nl"), m.find(b"no"), m.find(b""), m.find(b"l", 0, 2))
print(m.rfind(b"l"), m.rfind(b"l", 0, 5), m.rfind(b""), m.rfind(b"ll"), m.rfind(b"h", 1), m.find(b"", 99))
m.seek(7)
print(m.find(b"o"), m.rfind(b"h"), m.find(bytearray(b"h"), 0))

print("-- as a file")
m.seek(0)
print(m.readline(), m.tell(), m.read(3), m.read_byte(), m.read(), m.read(), m.readline(), m.tell())
m.seek(-4, os.SEEK_END)
print(m.read(None), m.seek(-2, 1), m.tell(), m.read(-1))
m.seek(0)
print(m.write(b"HELLO"), m.write_byte(33), m.tell(), m.write(bytearray(b"ab")), m[:])
m.move(6, 0, 5)
print(m[:])
m.move(1, 0, 8)
print(m[:], m.flush(), m.flush(0, 16), m.madvise(mmap.MADV_RANDOM))

print("-- as a buffer")
view = memoryview(m)
print(view.readonly, view.format, view.nbytes, view.obj is m, view[1:3].tobytes())
view[:3] = b"abc"
for action in m.close, lambda: m.resize(20):
    try:
        action()
    except BufferError as error:
        print(error)
view.release()
print(m[:3], int.from_bytes(m[:4], "big"), file.read(4))
file.seek(0)
into = mmap.mmap(-1, 16)
print(file.readinto(into), into[:], b"%b" % into[:3])

print("-- contexts and lifetimes")
with m as same:
    print(same is m)
print(m, m.closed)
m.close()


class Map(mmap.mmap):
    def __new__(cls, length, *, note):
        self = super().__new__(cls, -1, length)
        self.note = note
        return self

    def __getitem__(self, key):
        return ("item", super().__getitem__(key))


small = Map(5, note="mine")
print(small, small.note, small[0], small[1:3], len(small))
reference = weakref.ref(small, lambda _: print("gone"))
print(reference() is small)
del small
print(reference())
grown = mmap.mmap(-1, 10)
grown[:3] = b"abc"
grown.seek(8)
grown.resize(4000)
print(len(grown), grown[:5], grown[3990:] == bytes(10), grown.tell())
grown.resize(4)
print(grown[:], grown.tell(), grown.read(), grown)
with mmap.mmap(-1, 8192) as pages:
    pages[5000] = 1
    pages[10:] = bytes(8182)
    print(sum(pages[:]), pages.find(b"\1"))
file.close()
os.remove(PATH)
