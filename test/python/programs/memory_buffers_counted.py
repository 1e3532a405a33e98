# Who holds what bytes files, views, encoders and callers lend: counts, sizes and identity.
import array, gc, io, json, operator, sys
from sys import getrefcount as rc, getsizeof as sz

b = io.BytesIO(b"Initial" * 10)
v = b.getvalue()
print(v is b.getvalue(), rc(v), sz(b))
src = b"source bytes" * 5
b = io.BytesIO(src)
print(b.getvalue() is src, rc(src), sz(b))
b.write(b"X")
print(b.getvalue() is src, rc(src), sz(b))
b = io.BytesIO(src)
r = b.read()
print(r is src, rc(src), b.seek(5), b.read(3), b.truncate(3), sz(b), b.getvalue())
b = io.BytesIO()
sizes = []
for i in range(60):
    b.write(b"x" * 10)
    sizes.append(sz(b))
print(sizes)
g = b.getvalue()
print(g is b.getvalue(), sz(b), b.write(b"d"), g == b.getvalue(), sz(b))
view = b.getbuffer()
print(view.nbytes, sz(view), rc(b), type(view.obj).__name__)
for refused in (lambda: b.write(b"x" * 1000), b.close, lambda: b.truncate(1)):
    try:
        refused()
    except BufferError as e:
        print(e)
view[0] = 65
view.release()
print(b.getvalue()[:3], b.close())
f = open(__file__)
print(rc(f), rc(f.buffer), rc(f.buffer.raw), sz(f), sz(f.buffer), sz(f.buffer.raw))
f.close()
print(sz(f.buffer), b"".join([src]) is src)

data = bytearray(b"abcdef")
gc.disable()
gc.collect()
count = gc.get_count()[0]
m = memoryview(data)
print(gc.get_count()[0] - count, rc(data), [type(x).__name__ for x in gc.get_referents(m)], sz(gc.get_referents(m)[0]))
m2 = m[1:3]
print(rc(gc.get_referents(m)[0]), gc.get_referents(gc.get_referents(m)[0])[0] is data, rc(data), rc(m))
m.release()
m2.release()
print(rc(data), len(gc.get_referents(m)), gc.is_tracked(gc.get_referents(m)[0]))
a = [memoryview(data)]
a.append(a)
del a
print(gc.collect(), rc(data), data.append(1))

o = object()
def default(v):
    print("default", rc(v))
    return "text"
json.dumps(o, default=default)
json.dumps([o, {"a": o}], default=default)
json.dumps([o, {"a": o}], default=default, indent=1)
class D:
    def m(self):
        return rc(self)
d = D()
caller = operator.methodcaller("m")
print(caller(d), d.m(), list(map(caller, [d])))
print([type(x).__name__ for x in gc.get_referents(filter(len, []))], [type(x).__name__ for x in gc.get_referents(super(D, d))])
print(len({id(object()) for _ in range(10)}), len({id([]) for _ in range(10)}))

d1 = {"a": (1, 2)}
d1["b"] = tuple([1])
print(gc.is_tracked(d1), gc.collect() >= 0, gc.is_tracked(d1))
gc.set_threshold(50, 3, 2)
gc.enable()
log = []
gc.callbacks.append(lambda phase, info: log.append(info["generation"]) if phase == "stop" else None)
keep = [[i] for i in range(1000)]
gc.callbacks.clear()
print(log)
