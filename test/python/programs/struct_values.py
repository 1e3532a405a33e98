"""struct: every code, into and out of buffers, what is refused."""
import struct,_struct
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
S=struct.Struct
import sys
b=bytearray(10)
t(lambda: S('<ih').size); t(lambda: S('<ih').format); t(lambda: S(b'<ih').format);  t(lambda: sys.getsizeof(S('<ih')));t(lambda: sys.getsizeof(S('i')));t(lambda: sys.getsizeof(S('100i')));t(lambda: sys.getsizeof(S('ihb')))
t(lambda: S('z')); t(lambda: S(1)); t(lambda: S('é')); t(lambda: S(None))
t(lambda: S('i').pack()); t(lambda: struct.pack('i')); t(lambda: S('i').pack(1,2)); t(lambda: struct.pack());
t(lambda: struct.pack_into('i', b, 0)); t(lambda: struct.pack_into('i', b)); t(lambda: struct.pack_into('i'));t(lambda: struct.pack_into())
t(lambda: struct.pack_into('i', b, 8, 1)); t(lambda: struct.pack_into('i', b, -2, 1)); t(lambda: struct.pack_into('i', b, -20, 1)); t(lambda: struct.pack_into('i', b'abcd', 0, 1)); t(lambda: struct.pack_into('i', b, 'x', 1)); t(lambda: struct.pack_into('i', b, -4, 1)); print(b)
t(lambda: struct.pack_into('i', b, 2**70, 1))
t(lambda: struct.unpack_from('i', b, 8)); t(lambda: struct.unpack_from('i', b, -2)); t(lambda: struct.unpack_from('i', b, -20)); t(lambda: struct.unpack_from('i', b, offset=2)); t(lambda: struct.unpack_from('i', buffer=b)); t(lambda: struct.unpack_from('i')); t(lambda: struct.unpack_from('i', 'abcd')); 
t(lambda: list(struct.iter_unpack('h', b))); t(lambda: struct.iter_unpack('i', b)); t(lambda: struct.iter_unpack('', b)); t(lambda: type(struct.iter_unpack('h', b))); t(lambda: struct.iter_unpack('h', b).__length_hint__()); t(lambda: struct.iter_unpack('h', 5))
t(lambda: struct.unpack('i', b)); t(lambda: struct.unpack('i', 5)); t(lambda: struct.unpack('i')); t(lambda: S('i').unpack(b)); t(lambda: S('i').unpack()); t(lambda: S('i').unpack_from(b, 100)); 
t(lambda: struct.pack('e', 1.5)); t(lambda: struct.pack('e', 1e6)); t(lambda: struct.unpack('e', b'\x01\x3c')); t(lambda: struct.pack('p', b'abc')); t(lambda: struct.pack('5p', b'abcdefg'));t(lambda: struct.unpack('5p', b'\x03abcd')); t(lambda: struct.pack('0p', b'a')); t(lambda: struct.pack('300p', b'x'*299)[:2]); t(lambda: struct.pack('p', 'a')); t(lambda: struct.pack('s', 'a')); t(lambda: struct.pack('s', bytearray(b'a')));  t(lambda: struct.pack('c', 'a')); t(lambda: struct.pack('c', b'ab'))
for c in 'bBhHiIlLqQnNP':
  for v in (2**70, -2**70, -1, 2**63, 2**31, 1.5, 'x', None):
    t(lambda: (c, v, struct.pack(c, v)))
for c in 'bBhHiIlLqQ':
  for v in (2**70, -2**70, -1, 2**63, 2**31, 300, 70000, 1.5, 'x'):
    t(lambda: (c, v, struct.pack('<'+c, v)))
for c in ('f','d','<f','>d','e', '<e'):
  for v in ('x', None, 10**400, 1e39, float('nan'), 5):
    t(lambda: (c, struct.pack(c, v)))
for v in (6e-8, 65504.0, 65519.9, 65520.0, 2.0**-25, 2.0**-24*1.5, 0.1, -0.0, 1/3, 2047.5):
    t(lambda: (v, struct.pack('e', v), struct.unpack('e', struct.pack('e', v))))
t(lambda: struct.pack('?', [])); t(lambda: struct.pack('n', 5)); t(lambda: struct.pack('<n', 5)); t(lambda: struct.calcsize('9223372036854775807i')); t(lambda: struct.calcsize('5')); t(lambda: struct.calcsize('i5'));t(lambda: struct.calcsize('@ i\0i')); t(lambda: struct.calcsize('c0i')); t(lambda: struct.calcsize('<c0i'))
s=S('i'); s.__init__('h'); print(s.size); print(S.__basicsize__, S.__flags__ & (1<<14))
t(lambda: struct.unpack('>I', memoryview(b'abcd'))); import array; t(lambda: struct.unpack('i', array.array('i',[5]))); t(lambda: struct.unpack('2x3s', b'12abc')); t(lambda: struct.pack('3s', b'a')); t(lambda: struct.pack(' < i  i', 1, 2)); t(lambda: struct.calcsize('<i i'))
it = struct.iter_unpack('<H', b); t(lambda: b.append(1)); print(next(it), it.__length_hint__(), list(it), list(it)); t(lambda: b.append(1)); print(b)
