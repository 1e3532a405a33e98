# Which constants and strings are one object: within a compilation, by interning, by methods that give back what they got.
import sys
a = 'hello'; b = 'hello'; print(a is b)
a = 'hello world'; b = 'hello world'; print(a is b)
def f(): return 'hello world'
def g(): return 'hello world'
print(f() is g(), f() is a)
def f(): return 'hello_world'
def g(): return 'hello_world'
print(f() is g())
x = 256; y = 256; print(x is y)
x = 257; y = 257; print(x is y)
def f(): return 257
print(f() is x)
print(eval('257') is eval('257'), eval('256') is eval('256'))
print(1000 * 1000 is 1000000, 'a' * 5 is 'aaaaa', 'ab' + 'cd' is 'abcd')
print('a' * 4096 is 'a' * 4096, 'a' * 4097 is 'a' * 4097)
s = 'x'; print(s * 5 is 'xxxxx', s + '' is s, ''.join(['x']) is s, s[0] is s, s[:] is s, str(s) is s)
print((1, 2) is (1, 2), () is (), (1,) + () is (1,), tuple([]) is ())
def t1(): return (1, 2, 3)
def t2(): return (1, 2, 3)
print(t1() is t2(), t1() is t1())
print(1.5 is 1.5, -1.5 is -1.5, 0.0 is -0.0, 1e100 is 1e100)
print(b'abc' is b'abc', b'' is bytes(), b'a' is bytes([97]), b'ab' is b'a' + b'b')
n = None; print(n is None, ... is Ellipsis, True is (1 == 1), NotImplemented is NotImplemented)
print(sys.intern('a b') is sys.intern('a b'), sys.intern(''.join(['q', 'w'])) is 'qw')
class A: attr_name = 1
print([k for k in A.__dict__ if k == 'attr_name'][0] is 'attr_name')
k = ''.join(['at', 'tr']); setattr(A, k, 1); print([q for q in A.__dict__ if q == 'attr'][0] is k, [q for q in A.__dict__ if q == 'attr'][0] is 'attr')
d = {}; exec('foo = 1', d); print([q for q in d if q == 'foo'][0] is 'foo')
print(str(12) is str(12), str(5) is '5', chr(97) is 'a', chr(255) is '\xff', chr(256) is '\u0100')
print(int('256') is 256, int('257') is 257, 255 + 1 is 256, -5 is -5, -6 is -6, x - 1 is 256)
print('%s' % 'abc' is 'abc', 'abc'.lower() is 'abc', 'abc'.strip() is 'abc', 'abc'.replace('x', 'y') is 'abc', 'abc'.split()[0] is 'abc')
s = 'abc'; print(s.strip() is s, s.replace('x', 'y') is s, s.lower() is s, s.upper() is s, s.center(1) is s, s.zfill(2) is s, s.ljust(2) is s, s.expandtabs() is s, s.translate({}) is s, s.format() is s, s.removeprefix('z') is s, s.partition('z')[0] is s, s.encode() is s.encode(), s * 1 is s, f'{s}' is s, '{}'.format(s) is s, '%s' % s is s, s.title() is s, s.casefold() is s, s.swapcase() is s, ''.join((s,)) is s, s.split('z')[0] is s, s.rsplit()[0] is s, s.splitlines()[0] is s, format(s) is s, format(s, '') is s)
t = (1, x); print(t[:] is t, tuple(t) is t, t * 1 is t, t + () is t, () + t is t)
b = b'abc'; print(b[:] is b, bytes(b) is b, b.strip() is b, b * 1 is b, b + b'' is b, b.replace(b'x', b'y') is b, b[0:1] is b'a', b.lower() is b)
fs = frozenset([1]); print(frozenset(fs) is fs, fs.copy() is fs, fs | fs is fs, frozenset() is frozenset(), fs & fs is fs)
i = 10**20; print(int(i) is i, +i is i, i + 0 is i, i * 1 is i, abs(i) is i, i.__int__() is i, round(i) is i, i | 0 is i, i // 1 is i)
f = 1.5; print(float(f) is f, +f is f, abs(f) is f, f.real is f, f.conjugate() is f, f + 0 is f)
c = compile('a = (1, 2); b = (1, 2)', 'x', 'exec'); print(c.co_consts)
c = compile("x = 'ab' 'cd'; y = 'abcd'; z = (1, (2, 'abcd'))", 'x', 'exec'); print(c.co_consts)
def dflt(a=(1, 2), b=(1, 2)): return a is b
print(dflt())
print(f'{1}{2}' is '12', 'a' 'b' is 'ab')
def kw(**k): return list(k)[0]
print(kw(abc=1) is 'abc', kw(**{''.join('ab'): 1}) is 'ab')
print([c for c in 'a'][0] is 'a', list('ab')[1] is 'b', 'ab'[1] is 'b', 'é'[0] is 'é', 'ā'[0] is 'ā')
lst = [1000, 1000]; print(lst[0] is lst[1]); 
print([1, 2, 3] is [1, 2, 3], {} is {}, [] is [], id([]) == id([]))
print(1 .real is 1, True + 0 is 1, len('a' * 300) is 300, len('ab') is 2)
def ret1(): return 'a b c'
def ret2(): return 'a b c'
print(ret1() is ret2(), ret1.__code__.co_consts[1] is ret2.__code__.co_consts[1])
print('\x41' is 'A', "a" """b""" is 'ab', r'\n' is '\\n', u'a' is 'a')
print(sys.intern is sys.intern)
try: sys.intern(b'a')
except TypeError as e: print(e)
class SS(str): pass
try: sys.intern(SS('a'))
except TypeError as e: print(e)
print(0.1 + 0.2 is 0.30000000000000004, 2 ** 10 is 1024, 1 << 3 is 8, 7 // 2 is 3, -(-257) is 257)
