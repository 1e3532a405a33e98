# What a bytearray refuses while somebody looks at its bytes.
b = bytearray(b'hello')
v = memoryview(b)
for bad in (lambda: b.append(1), lambda: b.extend(b'x'), lambda: b.pop(), lambda: b.clear(), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 2), b'abc'), lambda: b.insert(0, 1), lambda: b.__iadd__(b'x'), lambda: b.__imul__(2), lambda: b.remove(104), lambda: b.__setitem__(0, 72), lambda: b.__setitem__(slice(0, 2), b'XY'), lambda: b.reverse(), lambda: b.__init__(5), lambda: b.__iadd__(b''), lambda: b.__imul__(1), lambda: b.__delitem__(slice(0,0))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(b, v.tobytes())
v.release(); b.append(33); print(b)
try: v[0]
except ValueError as e: print(e)
try: v.release(); print('again ok'); len(v)
except ValueError as e: print(e)
print(repr(v)[:20])
with memoryview(b) as m: print(m[0], m.nbytes)
try: m.tobytes()
except ValueError as e: print(e)
m = memoryview(b); m2 = m[1:3]; 
try: m.release(); print('released with sub'); m2[0] = 65; print(b)
except BufferError as e: print(e)
import sys
m = memoryview(b'abc'); print(m.readonly, m.obj, sys.getrefcount(m))
try: m[0] = 1
except TypeError as e: print(e)
print(m.format, m.itemsize, m.ndim, m.shape, m.strides, m.suboffsets, m.c_contiguous, m.f_contiguous, m.contiguous, m.tolist(), m.hex(), hash(m) == hash(b'abc'), m == b'abc', m.toreadonly().readonly)
c = memoryview(bytearray(range(12))).cast('B', [3, 4]); print(c.shape, c.strides, c.tolist(), c[1, 2])
for bad in (lambda: c[1], lambda: c[5, 0], lambda: c[1, 2, 3], lambda: hash(memoryview(bytearray(1))), lambda: m['a'], lambda: m[5], lambda: m.cast('Q'), lambda: m.cast('z'), lambda: memoryview('a'), lambda: memoryview(), lambda: m.__setitem__(0, 5), lambda: memoryview(bytearray(3)).__setitem__(0, 256), lambda: memoryview(bytearray(3)).__setitem__(0, 'a'), lambda: memoryview(bytearray(3)).__setitem__(slice(0, 2), b'abc'), lambda: memoryview(bytearray(3)).__delitem__(0)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
q = memoryview(bytearray(16)).cast('I'); q[0] = 2**32 - 1; print(q.tolist(), q[::2].tolist(), q[::-1].tolist(), len(q), q.nbytes)
b = bytearray(10); ms = [memoryview(b) for _ in range(3)]; del ms
b.append(1); print(len(b))
m = memoryview(b); del m; b.append(2); print(len(b))
it = iter(b); b.append(5); print(sum(1 for _ in it))
def f():
    b = bytearray(5)
    with memoryview(b) as m:
        try: b.extend(b'123')
        except BufferError as e: print(e)
    b.extend(b'123'); print(len(b))
f()
x = bytearray(b'abc'); y = memoryview(x); z = memoryview(y); y.release() if False else None
print(z.obj is x)
try: x.__init__(b'abcdef')
except BufferError as e: print(e)
