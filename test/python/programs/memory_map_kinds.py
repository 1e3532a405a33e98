# Maps: indices, files, access modes, sizes.
import mmap, os
m = mmap.mmap(-1, 100)
print(len(m), m[0], m[:5], m.size(), m.tell(), m.closed)
m[0:5] = b'hello'; m[5] = 33
print(m[:6], m.read(3), m.tell(), m.read_byte(), m.read(2), m.readline()[:3])
m.seek(0); m.write(b'abc\ndef\n'); m.write_byte(65); print(m.tell()); m.seek(0); print(m.readline(), m.readline())
print(m.find(b'def'), m.find(b'def', 5), m.find(b'a', -5), m.rfind(b'a'), m.rfind(b'e', 0, 6), m.find(b''), m.find(b'zz'))
print(m[::10], m[10:0:-2], m[-5:], m[5:2])
m[0:10:2] = b'VWXYZ'; print(m[:10])
m.move(20, 0, 10); print(m[20:30])
print(b'V' in m, 86 in m, list(m)[:3], bytes(m)[:3], m.find(86) if False else '')
for bad in (lambda: m[200], lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, b'a'), lambda: m.__setitem__(slice(0, 2), b'abc'), lambda: m.seek(200), lambda: m.seek(-1), lambda: m.seek(0, 5), lambda: m.write(b'x' * 200), lambda: m.move(0, 90, 20), lambda: m.resize(200), lambda: m.read_byte() if m.seek(100) is None else 0, lambda: m.write_byte(300), lambda: mmap.mmap(-1, 0), lambda: mmap.mmap(-1, -1), lambda: m.find('a'), lambda: m.__delitem__(0), lambda: m[1.5], lambda: m.flush(5, 10), lambda: m.madvise(99999), lambda: mmap.mmap(-1, 10, access=7), lambda: mmap.mmap(99, 10), lambda: mmap.mmap(-1, 10, prot=mmap.PROT_READ, access=mmap.ACCESS_READ), lambda: m.write('a'), lambda: m.read('a'), lambda: m.write_byte('a'), lambda: len(m.read(-1)), lambda: m.write_byte(1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
v = memoryview(m); 
try: m.close()
except BufferError as e: print(e)
try: m.resize(50)
except BufferError as e: print(e)
v[0] = 66; print(m[0], v.readonly, v.nbytes, v[:3].tobytes()); v.release(); m.close(); print(m.closed)
for bad in (lambda: m[0], lambda: len(m), lambda: m.read(), lambda: m.find(b'a'), lambda: m.size(), lambda: m.flush(), lambda: m.seek(0), lambda: memoryview(m), lambda: m.__enter__(), lambda: m.close(), lambda: m.tell(), lambda: repr(m), lambda: list(m), lambda: b'a' in m):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
p = 'memory_map_kinds.tmp'
open(p, 'wb').write(b'0123456789' * 10)
with open(p, 'r+b') as f:
    with mmap.mmap(f.fileno(), 0) as mm:
        print(len(mm), mm[:10], repr(mm)); mm[0:3] = b'ABC'; mm.flush(); mm.flush(0, 100); print(f.read(5))
        mm.resize(200); print(len(mm), mm[100:105], os.path.getsize(p)); mm.resize(50); print(len(mm), os.path.getsize(p))
    print(mm.closed)
with open(p, 'rb') as f:
    mm = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ); print(mm.read())
    for bad in (lambda: mm.__setitem__(0, 1), lambda: mm.write(b'a'), lambda: mm.resize(10), lambda: mm.move(0, 1, 2), lambda: mm.write_byte(1), lambda: memoryview(mm).__setitem__(0, 1)):
        try: print(bad())
        except Exception as e: print(type(e).__name__, e)
    print(memoryview(mm).readonly)
    mc = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_COPY); mc[0] = 0; print(mc[:3]); print(repr(mc))
    try: mmap.mmap(f.fileno(), 1000)
    except Exception as e: print(type(e).__name__, e)
    try: mmap.mmap(f.fileno(), 10, offset=5)
    except Exception as e: print(type(e).__name__, e)
    try: mmap.mmap(f.fileno(), 10, access=mmap.ACCESS_WRITE)
    except Exception as e: print(type(e).__name__, e)
    try: mmap.mmap(f.fileno(), 0, offset=4096)
    except Exception as e: print(type(e).__name__, e)
open(p, 'wb').close()
with open(p, 'r+b') as f:
    try: mmap.mmap(f.fileno(), 0)
    except Exception as e: print(type(e).__name__, e)
os.remove(p)
print(mmap.PAGESIZE, mmap.ALLOCATIONGRANULARITY, mmap.ACCESS_READ, mmap.ACCESS_WRITE, mmap.ACCESS_COPY, mmap.ACCESS_DEFAULT, mmap.error is OSError)
print(hash(mmap.mmap(-1, 5)) is not None, mmap.mmap(-1, 5) == mmap.mmap(-1, 5), bool(mmap.mmap(-1, 5)), repr(mmap.mmap(-1, 5)))
class MM(mmap.mmap):
    def __new__(cls, n): return super().__new__(cls, -1, n)
x = MM(10); x.attr = 5; print(len(x), x.attr, type(x))
import sys; print(sys.getsizeof(mmap.mmap(-1, 5)))
import weakref; print(weakref.ref(mmap.mmap(-1, 5))())
for b in mmap.mmap(-1, 3): print(b)
print(sorted(n for n in dir(mmap.mmap) if not n.startswith('__')))
print(sorted(n for n in dir(mmap) if not n.startswith('__')))
