"""Maps of one file, and the file itself, show the same bytes."""
import mmap
import os

PATH = "mmap_shared.tmp"


def contents():
    with open(PATH, "rb") as file:
        return file.read()


def fill(data):
    with open(PATH, "wb") as file:
        file.write(data)


fill(b"one\ntwo\nthree\n")
with open(PATH, "r+b") as file:
    a = mmap.mmap(file.fileno(), 0)
    b = mmap.mmap(file.fileno(), 8)
    a[0:3] = b"ONE"
    print(b[:], contents())
    b[4] = ord("T")
    print(a[:], contents())
    print(os.pread(file.fileno(), 5, 0), os.pwrite(file.fileno(), b"X", 1), a[:4], b[:4])

print("after the file is closed:", a.size(), a[:3])
a[-2] = ord("!")
print(contents())
try:
    os.fstat(file.fileno())
except ValueError as error:
    print(error)

view = memoryview(a)
view[0:2] = b"vw"
print(b[:], contents())
view[2] = 90
del view
print(b[:], contents())
a.close()
b[0] = 48
print(contents())
del b
print(contents())

print("-- a part first, then more of it")
fill(bytes(range(65, 91)) * 400)
with open(PATH, "r+b") as file:
    part = mmap.mmap(file.fileno(), 100, offset=4096)
    whole = mmap.mmap(file.fileno(), 0)
    other = mmap.mmap(file.fileno(), 100, offset=8192)
    part[:4] = b"part"
    whole[5000:5005] = b"whole"
    other[:5] = b"other"
    print(whole[4096:4106], part[:6], whole[8192:8200], len(whole))
    whole[4100] = 42
    print(part[:6])
    held = memoryview(part)
    held[0] = 43
    whole.resize(12000)
    print(len(whole), os.path.getsize(PATH), whole[-3:], whole[4096:4102])
    whole[11999] = 7
    print(contents()[-2:])
    del held
    part.close()
    whole.close()
    other.close()
print(contents()[4096:4102], contents()[5000:5005], contents()[8192:8197])

print("-- copies")
fill(b"unchanged")
with open(PATH, "r+b") as file:
    shared = mmap.mmap(file.fileno(), 0)
    copy = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    private = mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE)
    copy[0:2] = b"UN"
    private[:] = b"abcdefghi"
    copy.flush()
    print(copy[:], private[:], shared[:], contents())
    private.madvise(mmap.MADV_DONTNEED)
    print(private[:])
    copy.close()
    private.close()
    shared.close()
print(contents())

print("-- lengths")
with open(PATH, "r+b") as file:
    shared = mmap.mmap(file.fileno(), 0)
    shared.resize(12)
    print(shared[:], shared.size(), contents())
    shared[9:] = b"end"
    shared.resize(4)
    print(shared[:], contents())
    file.truncate(2)
    print(shared[:])
    shared[1] = 65
    shared[3] = 66
    print(contents())
    shared.close()
print(contents())

print("-- a map that is never closed is written when it goes, or at the end")
fill(b"....")


class Map(mmap.mmap):
    pass


with open(PATH, "r+b") as file:
    lasting = Map(file.fileno(), 0)
    lasting.note = [lasting]
lasting[1] = 49
del lasting
import gc

print(gc.collect() > 0, contents())
os.remove(PATH)
print(os.path.exists(PATH))
