b = b"hello\x00\xff"
print(b, b[0], b[1:3], b[::-1], len(b), b + b"!", b * 2, b"ll" in b, 104 in b, list(b[:3]), b.hex(), bytes.fromhex("00 ff"), bytes(3), bytes([1, 2]), bytes("é", "utf-8"))
print(b.upper(), b.find(b"l"), b.split(b"l"), b.replace(b"l", b"L"), b"a,b".partition(b","), b" x ".strip(), b"abc".startswith(b"ab"), b"%d %s" % (5, b"x"), b"a" < b"b", b.count(b"l"), b.index(108))
a = bytearray(b"abc")
a.append(100)
a += b"ef"
a[0] = 65
a[1:3] = b"XYZ"
print(a, a.pop(), a, len(a), bytes(a), a == b"AXYZde"[:len(a)], a.decode())
del a[1:3]
a.extend([1, 2])
a.insert(0, 9)
a.reverse()
print(a, a.find(1), bytearray(2), bytearray(b"x" * 3))
m = memoryview(bytearray(b"abcdef"))
print(m[0], bytes(m[1:3]), len(m), m.tolist(), m.readonly, m.format, m.itemsize, m.nbytes, m.shape)
m[0] = 90
m[1:3] = b"YX"
print(bytes(m), m.obj)
for wrong in (lambda: b"a" + "b", lambda: bytes([256]), lambda: b"abc"[9], lambda: a.append(300), lambda: memoryview(b"x").__setitem__(0, 1), lambda: bytes("x"), lambda: b"a".join(["b"]), lambda: bytes(-1), lambda: b"\xff".decode("utf-8"), lambda: a.remove(200)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
x = bytearray(b"12345")
v = memoryview(x)
try:
    x.append(1)
except BufferError as error:
    print(error)
v.release()
x.append(54)
print(x, hash(b"a") == hash(b"a"), repr(b"it's"), b"'\"", memoryview(b"abc") == b"abc", bytes(memoryview(b"abcd")[::2]))
