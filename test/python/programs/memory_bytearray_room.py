# How much room a bytearray has after whatever is done to it.
import array
import mmap
import random
import sys

random.seed(11)
for turn in range(40):
    data = bytearray(random.randrange(60))
    line = [data.__alloc__()]
    for step in range(25):
        kind = random.randrange(8)
        length = len(data)
        if kind == 0:
            data.append(1)
        elif kind == 1:
            data.extend(bytes(random.randrange(20)))
        elif kind == 2:
            del data[: random.randrange(length + 1)]
        elif kind == 3:
            del data[random.randrange(length + 1) :]
        elif kind == 4 and length:
            data.pop(random.choice([0, -1, random.randrange(length)]))
        elif kind == 5:
            data[random.randrange(length + 1) : random.randrange(length + 1)] = bytes(random.randrange(10))
        elif kind == 6:
            data *= random.randrange(3)
        elif kind == 7:
            data.insert(random.randrange(length + 1), 2)
        line.append((kind, len(data), data.__alloc__()))
    print(line)
print(sys.getsizeof(array.array("u", "abc")), array.array("u", "a\U0001f600"))
shared = mmap.mmap(-1, 4096)
shared[:4] = b"kept"
shared.madvise(mmap.MADV_DONTNEED)
private = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
private[:4] = b"gone"
private.madvise(mmap.MADV_DONTNEED)
print(shared[:4], private[:4])


def unstarted():
    box = []
    box.append(x for x in box)


import gc

gc.collect()
unstarted()
print(gc.collect())
