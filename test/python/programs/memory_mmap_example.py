import mmap, os
path = "memory_mmap_example.tmp"
with open(path, "wb") as f:
    f.write(b"Hello, mapped world!\n" * 3)
with open(path, "r+b") as f:
    with mmap.mmap(f.fileno(), 0) as m:
        print(len(m), m[:5], m.readline(), m.tell(), m.find(b"world"), m.rfind(b"world"))
        m[0:5] = b"HELLO"
        m.seek(0)
        print(m.read(10), m.size(), m.flush())
        m.move(0, 7, 6); print(m[:12])
        try:
            m[0:2] = b"too long"
        except (IndexError, ValueError) as e:
            print(type(e).__name__, e)
        m[-1] = 33
        print(m[-1], m[::10], bytes(m[3:6]))
        view = memoryview(m)
        view[0] = 65
        try:
            m.close()
        except BufferError as e:
            print(e)
        view.release()
print(open(path, "rb").read())
with open(path, "rb") as f:
    r = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        r[0] = 0
    except TypeError as e:
        print(e)
    r.close()
    try:
        r[0]
    except ValueError as e:
        print(e)
    c = mmap.mmap(f.fileno(), 10, access=mmap.ACCESS_COPY)
    c[0:3] = b"xyz"; print(c[:], open(path, "rb").read(5)); c.close()
with open(path, "r+b") as f:
    m = mmap.mmap(f.fileno(), 0)
    m.resize(8192); print(len(m), m.size(), m[100]); m.close()
print(os.path.getsize(path))
a = mmap.mmap(-1, 100); a.write(b"anonymous"); a.seek(0); print(a.read(9), len(a)); a.close()
os.remove(path)
