"""struct, BytesIO, StringIO and pickle in Python, in common and in uncommon forms."""
import struct, io, pickle
def t(f,*a,**k):
    try: return repr(f(*a,**k))
    except Exception as e: return type(e).__name__+' '+str(e)
vals=[0,1,-1,127,128,255,256,-128,-129,32767,65535,2**31-1,2**31,2**32-1,2**63-1,2**63,2**64-1,-2**63,1.5,-0.0,1e40,float('inf'),True,b'a',b'abc',b'']
for c in 'cbB?hHiIlLqQfds':
    for o in '<>=!@':
        for v in vals:
            if c in 'iIlLqQhHbB' and isinstance(v,(float,bytes)): continue
            if c in 'sc' and not isinstance(v,bytes): continue
            if c in 'fd' and isinstance(v,bytes): continue
            if c=='?' and not isinstance(v,bool): continue
            r=t(struct.pack,o+c,v)
            if 'Error' in r or 'error' in r: r=r.split()[0]
            else: r+=' '+repr(struct.unpack(o+c,struct.pack(o+c,v)))
            print(o+c,v,r)
for f,a in [('<IHB',(1,2,3)),('>3h2x4s',(1,2,3,b'abcd')),('@bi',(1,2)),('=bi',(1,2)),('bhilq',(1,2,3,4,5)),(' < 2B '.strip(),(1,2)),('10s',(b'hello',)),('3s',(b'hello',)),('',()),('0i',()),('2?',(True,False)),('<Q',(2**64-1,)),('4c',(b'a',b'b',b'c',b'd'))]:
    r=struct.pack(f,*a); print(f,r,struct.unpack(f,r),struct.calcsize(f))
f=io.BytesIO(); w=f.write
print(w(b'hello'),w(b' world'),f.tell(),f.getvalue(),f.seek(2),f.read(3),f.read(),f.read(),f.read(1))
f.seek(20); w(b'x'); print(f.getvalue(),len(f.getvalue()))
f.seek(0); print(f.readline(),f.readlines()); f=io.BytesIO(b'a\nbc\n\nd'); print(f.readline(),f.readline(1),f.readline(),list(f),f.read())
print(t(f.seek,-1),t(f.seek,0,2),f.tell(),t(f.write,'x'),t(f.write,bytearray(b'zz')),f.getvalue(),f.truncate(3),f.getvalue(),f.write(b'!'),f.getvalue(),f.read(None),t(f.read,'a'))
v=f.getbuffer(); print(bytes(v),t(f.write,b'more'),t(f.close)); v[0]=65; print(f.getvalue()); v.release(); print(f.write(b'more'),f.getvalue()[:5])
f.close(); print(t(f.write,b'a'),t(f.read),t(f.getvalue),t(f.tell),f.closed,t(f.getbuffer))
class X(io.BytesIO):
    def __init__(s): super().__init__(b'init'); s.a=1
x=X(); print(x.read(2),x.a,x.getvalue(),x.write(b'zz'),x.getvalue())
with io.BytesIO(b'q') as f: print(f.read())
s=io.StringIO(); print(s.write('abc'),s.write('é€😀'),s.tell(),s.getvalue(),s.seek(1),s.read(2),s.write('ZZ'),s.getvalue(),t(s.write,5))
s=io.StringIO('a\nb\r\nc'); print(s.readline(),list(s)); s=io.StringIO('a\nb\r\nc',newline=None); print(s.getvalue(),s.newlines); s=io.StringIO(newline='\r\n'); s.write('a\nb'); print(repr(s.getvalue()))
s=io.StringIO(); s.seek(3); s.write('x'); print(repr(s.getvalue())); print('p',1,file=s,sep='-'); print(repr(s.getvalue())); s.truncate(2); print(repr(s.getvalue())); s.close(); print(t(s.write,'a'),t(s.getvalue))
class C:
    def __init__(self,a): self.a=a
    def __eq__(self,o): return self.a==o.a
D={'x':0,'list':[1,2,3,'abc',None,True,2.5,b'x',(1,2),-5,10**30],'d':{i:str(i) for i in range(50)},'s':{1,2},'o':C([1,C(2)]),'big':'y'*70000}
D['self']=D['list']
for p in range(6):
    d=pickle._dumps(D,p); e=pickle._loads(d); print(p,len(d),e==D,e['self'] is e['list'])
    assert pickle.loads(pickle.dumps(D,p))==D
for i in range(300):
    f=io.BytesIO(b'z'*i); f.read(1); f.write(b'y'*i*3)

# In pickles
import copy
import io
import pickle


class Named(io.BytesIO):
    pass


def tried(call, *args):
    try:
        print(call(*args))
    except Exception as problem:
        print(type(problem).__name__, problem)


named = Named(b"abc")
named.name = "n"
named.seek(2)
again = pickle.loads(pickle.dumps(named))
print(type(again), again.getvalue(), again.tell(), again.name, named.__getstate__())
for newline in (None, "", "\n", "\r\n"):
    text = io.StringIO("a\r\nb\nc", newline=newline)
    text.readline()
    again = copy.copy(text)
    print(text.__getstate__(), ascii(again.read()), again.newlines, again.tell())
for state in (None, (1,), (b"x", "a", None), (b"abc", 1, 3), (b"x", -1, None), ("x", 0, None), (b"abc", 10, None)):
    tried(io.BytesIO().__setstate__, state)
for state in ((), (b"x", "\n", 0, None), ("x", 3, 0, None), ("x", "\n", "a", None), ("x", "\n", 0, 3), ("x", "f", 0, None)):
    tried(io.StringIO().__setstate__, state)
closed = io.StringIO()
closed.close()
tried(closed.__getstate__)
