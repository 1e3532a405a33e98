"""binascii, and what the library has on it: base64, quopri."""
import binascii, base64, quopri, io
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, type(e).__module__, e)
B=binascii
for x in (b'', b'a', b'ab', b'abc', b'abcd', bytes(range(256))):
    print(B.b2a_base64(x), B.b2a_base64(x, newline=False), B.hexlify(x), B.a2b_base64(B.b2a_base64(x))==x, B.unhexlify(B.hexlify(x))==x)
    if len(x) <= 45: print(B.b2a_uu(x), B.b2a_uu(x, backtick=True), B.a2b_uu(B.b2a_uu(x)))
    for o in ({}, dict(quotetabs=True), dict(istext=False), dict(header=True)):
        print(B.b2a_qp(x, **o), B.a2b_qp(B.b2a_qp(x, **o), header=o.get('header', False))==x)
    print(B.crc32(x), B.crc_hqx(x, 0), B.crc32(x, 5), B.crc32(x, -1))
for s in ('YWJj', 'YWJ', 'YW', 'Y', 'YWJjZ', 'YW=j', 'Y=WJj', '=YWJj', 'YWJj=', 'YWI=x', 'YWI=', 'YQ==', 'YQ=', 'YQ===', 'YQ= =', 'YW Jj\n', 'Y\xe9', '===='):
    t(lambda: B.a2b_base64(s)); t(lambda: B.a2b_base64(s, strict_mode=True))
for s in ('abc', 'zz', 'AbFf', 'é', 5, b'00'): t(lambda: B.unhexlify(s))
t(lambda: B.hexlify(b'abcdef', '-')); t(lambda: B.hexlify(b'abcdef', '-', 4)); t(lambda: B.hexlify(b'abcdef', b':', -4)); t(lambda: B.hexlify(b'a', '--')); t(lambda: B.hexlify('a')); t(lambda: B.b2a_uu(b'x'*46)); t(lambda: B.a2b_uu('\xe9')); t(lambda: B.a2b_uu(b'!~~~~')); t(lambda: B.a2b_uu(b'!    xx')); t(lambda: B.b2a_base64('x'))
for s in (b'a=3Db', b'a=\nb', b'a=\r\nb', b'=', b'==', b'=zz', b'a_b', b'=4', b'=4g'): print(B.a2b_qp(s), B.a2b_qp(s, header=True))
for s in (b'a \n b\t\n', b'x'*100, b'=\x00.', b'.\n..\n.', b'a\r\nb \r\n', b'\xff'*40, b'hello world  ', b'a\rb'): print(B.b2a_qp(s), B.b2a_qp(s, istext=False), B.b2a_qp(s, quotetabs=True, header=True))
print(base64.b64encode(b'hello'), base64.urlsafe_b64encode(b'\xff\xfe'), base64.b32encode(b'hello'), base64.b16encode(b'hi'), base64.b85encode(b'hello world'), base64.a85encode(b'hello world\0\0\0\0'), base64.b64decode('aGVsbG8='), base64.encodebytes(b'x'*100), base64.b32hexencode(b'a'))
t(lambda: base64.b64decode('a')); t(lambda: base64.b64decode('ab$c', validate=True)); t(lambda: base64.b32decode('x')); t(lambda: base64.b16decode('zz'))
print(issubclass(B.Error, ValueError), B.Incomplete.__mro__)
print(quopri.encodestring('héllo=\n'.encode()), quopri.decodestring(b'h=C3=A9'))
