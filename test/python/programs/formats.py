"""Formats, characters, sorting and the messages of errors, in common and in uncommon forms."""
import random,struct
random.seed(5)
out=[]
vals=[0.0,-0.0,0.5,1.5,2.5,0.125,0.375,1e-5,123456.789,1e22,1e15+0.5,2**53+1.0,0.1,0.005,1.005,2.675,9.995,99.5,0.05,9.5,float('inf'),float('nan'),5e-324,1e300,-1.25,0.25,0.75,1/3]
for _ in range(3000): vals.append(random.uniform(-1000,1000))
for _ in range(1000): vals.append(random.random())
for _ in range(1000): vals.append(struct.unpack('<d',struct.pack('<Q',random.getrandbits(64)))[0])
h=0
for v in vals:
    for p in (0,1,2,3,6,10,17,25):
        s='%.*f'%(p,v); t=('%%.%df'%p)%v; u=format(v,'.%df'%p); w=f'{v:.{p}f}'; 
        assert s==t==u==w,(s,t,u,w)
        h=hash((h,len(s),sum(map(ord,s))*31))&0xffffffff
        out.append(s)
print(len(out))
x=0
for s in out:
    for c in s: x=(x*131+ord(c))%1000000007
print(x)
for v in vals[:60]:
    print('%10.3f|%-10.2f|%010.1f|%f|%.f'%(v,v,v,v,v), f'{v:10.2f}|{v:<10.1f}|{v:^12.3f}|{v:>8.0f}|{v:010.2f}|{v:*^12.1f}')
for i in [0,1,9,10,-1,-10,255,256,-255,2**31-1,-2**31,2**31,10**20]:
    print('%d|%5d|%-5d|%05d|%x|%X|%#x|%o|%i|%s|%r|%5s|%-5s'%(i,i,i,i,i,i,i,i,i,i,i,i,i), f'{i:x}|{i:X}|{i:b}|{i:o}|{i:08b}|{i:<6}|{i:^7d}|{i:+d}|{i:,}|{i:#x}', '%.2f'%i, '%.3d'%i)
print('%s %s'%('a','é'), '%5s|%-5s|%.2s'%('abc','abc','abc'), '%%|%5%%'%() if 0 else '%%'%(), '%c'%65)
print('{} {}'.format(1,2), '{0} {1} {0}'.format('a','b'), '{x} {y!r:>6}'.format(x=1,y='q'), '{{}} {}'.format(3), '{:>5}|{:<5}|{:^5}'.format(1,2,3), '{0.real} {1[0]}'.format(1,[5]), '{:{}}'.format(3,5), '{!s}'.format('é'))
for bad in ['{} {0}','{0} {}','{','}','{2}','{x}','{!z}','{:d}','{a.b}','{0!}', '{0!r', '{0!rx}']:
    try: print(bad.format('s'))
    except Exception as e: print(bad, type(e).__name__, e)
class R:
    def __str__(self): return '%s-%s'%(1,'{}'.format(2))
    def __format__(self,s): return 'F'+s+'{}{}'.format(1,2)
print('%s|%s|%5s'%(R(),R(),3), '{} {} {:x}'.format(R(),R(),R()))
for a in [('%d',('x',)),('%d',(1,2)),('%s %s',('a',)),('%z',(1,)),('%',(1,)),('%.2f',('a',)),('%x',(1.5,)),('%5',(1,))]:
    try: print(a[0]%a[1])
    except Exception as e: print(a, type(e).__name__, e)
for f in [lambda: ord('ab'),lambda: ord(''),lambda: ord(b'a'),lambda: ord(5),lambda: ord('é'),lambda: ord('\U0001F600'),lambda: chr(65),lambda: chr(233),lambda: chr(0x1F600),lambda: chr(-1),lambda: chr(0x110000),lambda: chr(2**40),lambda: chr('a'),lambda: sorted(5),lambda: sorted([3,1,2],reverse=True),lambda: sorted([3,1,2],key=lambda x:-x),lambda: sorted([3,1,2],reverse=1),lambda: sorted([1,'a']),lambda: sorted([(1,'b'),(1,'a'),(0,'z')]),lambda: sorted([(1,2.5),(1,2),(1,)]),lambda: [3,1].sort(5),lambda: [3,1].sort(foo=1),lambda:sorted(key=1),lambda: sorted([],1),
  lambda:'é€😀'.encode(),lambda:'abc'.encode('utf8'),lambda:'\ud800'.encode(),lambda:'é'.encode('ascii'),lambda:'é'.encode('latin-1'),lambda:b'\xc3\xa9'.decode(),lambda:b'\xff'.decode(),lambda:b'abc'.decode('ascii'),lambda:bytearray(b'abc').decode(),lambda:'abc'.encode(5),lambda:''.encode(),lambda:b''.decode(),lambda:b'a'.decode(), lambda:[].index(3), lambda:[][5],lambda:1/0,lambda:1%0,lambda:{}['a'],lambda:None.foo,lambda:None+1,lambda:len(5),lambda:'a'+1,lambda:int('x'),lambda:next(iter([])), lambda: (1,2)<(1,'a'), lambda: str(), lambda: str(b'a','ascii'), lambda:''.join([1])]:
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, e.args)
n=float('nan')
print(n==n, n!=n, n<n, sorted([n,1.0,2.0])[1:], [n]==[n], (1.0,n)<(1.0,2.0), max(1.0,2.5), 2**70<2**71, 2**70==2**70, 'a'<'b', 'é'<'z')


# Without a specification a str is what its own __str__ says.
class Loud(str):
    def __str__(self):
        return self.upper() + "!"


print(format(Loud("a")), f"{Loud('b')}", "{}".format(Loud("c")), f"{Loud('d'):>3}")
