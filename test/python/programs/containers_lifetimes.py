# Sizes as lists, dicts and sets grow; when elements die; what comparisons, keys and loops may change.
import sys
print([sys.getsizeof(list(range(n))) for n in range(12)])
l=[]; s=[]
for i in range(60):
    s.append(sys.getsizeof(l)); l.append(i)
print(s)
s=[]
while l: s.append(sys.getsizeof(l)); l.pop()
print(s)
print([sys.getsizeof([x for x in range(n)]) for n in range(20)])
print([sys.getsizeof({i:i for i in range(n)}) for n in range(14)])
print([sys.getsizeof({str(i):i for i in range(n)}) for n in range(14)])
print([sys.getsizeof(set(range(n))) for n in range(25)])
print(sys.getsizeof([1,2,3]), sys.getsizeof((1,2,3)), sys.getsizeof(()), sys.getsizeof({}), sys.getsizeof({1:2}), sys.getsizeof({'a':1,'b':2,'c':3,'d':4,'e':5,'f':6}))
d={i:i for i in range(20)}; print(sys.getsizeof(d)); 
for i in range(18): del d[i]
print(sys.getsizeof(d)); d[100]=1; d[101]=1;print(sys.getsizeof(d), sys.getsizeof(d.copy()), sys.getsizeof(dict(d)))
for i in range(200,240): d[i]=i
print(sys.getsizeof(d))
print(sys.getsizeof(range(5)), sys.getsizeof(slice(1)), sys.getsizeof(iter([])), sys.getsizeof(frozenset()), sys.getsizeof(enumerate([])), sys.getsizeof(zip()), sys.getsizeof({}.keys()), sys.getsizeof(iter({})), sys.getsizeof(iter(())), sys.getsizeof(iter(range(3))), sys.getsizeof(map(str,[])), sys.getsizeof(filter(None,[])), sys.getsizeof(reversed([])), sys.getsizeof(iter(set())))
class X:
    def __init__(s,n): s.n=n
    def __del__(s): print(s.n,end=' ')
l=[X(i) for i in range(5)]
del l[1:4]; print()
del l; print('/')
l=[X(i) for i in range(9)]
del l[::2]; print('/')
l[::2]=[1,2]; print('/')
l.clear(); print('/')
t=tuple(X(i) for i in range(4)); del t; print('/')
d={i:X(i) for i in range(4)}; del d[2]; print('/'); d.clear(); print('/')
d={X(1):X(2),X(3):X(4)}; del d; print('/')
d={1:X(1)}; d[1]=X(2); print('/'); d.pop(1); print('/')
s={X(1)}; s.pop(); print('/')
l=[X(1),X(2)]; l[0]=X(3); print('/'); l.pop(); print('/'); l.remove(l[0]); print('/')
l=[X(1),X(2),X(3)]; l[:]=[]; print('/')
x=X(9); l=[x]*3; print(sys.getrefcount(x)); l*=2; print(sys.getrefcount(x)); l=l[1:3]; print(sys.getrefcount(x)); l=l+l; print(sys.getrefcount(x)); t=tuple(l); print(sys.getrefcount(x)); d={1:x}; e=d.copy(); print(sys.getrefcount(x)); s={x}; s2=s|s; print(sys.getrefcount(x))
for i,y in enumerate([x]): print(sys.getrefcount(x))
for a,b in zip([x],[1]): print(sys.getrefcount(x))
for k,w in d.items(): print(sys.getrefcount(x))
del y,a,b,w,i,k
print(sys.getrefcount(x))
x=None
del l,t,d,e,s,s2
print('end')
class Bad:
    def __init__(s,l): s.l=l
    def __eq__(s,o): s.l.clear(); return False
    def __hash__(s): return 1
l=[]; l.extend([Bad(l),Bad(l),Bad(l)]); print(5 in l, l)
l=[1,2,3]
l.extend([Bad(l)]); print(l.count(7), l)
d={}
b=Bad(d); d[b]=1; print(d.get(Bad({})), d)
try:
    l=[3,2,1]
    l.sort(key=lambda x: l.append(x))
except ValueError as e: print(e, l)
except TypeError as e: print(e, l)
l=[3,1,2]
def key(x):
    if x==1: raise KeyError(x)
    return x
try: l.sort(key=key)
except KeyError as e: print(repr(e), l)
class C:
    def __init__(s,v): s.v=v
    def __lt__(s,o):
        if s.v==5: raise ZeroDivisionError
        return s.v<o.v
    def __repr__(s): return 'C%d'%s.v
l=[C(i) for i in (3,1,4,5,9,2,6)]
try: l.sort()
except ZeroDivisionError: print(sorted(map(repr,l)))
for f in ["d={1:1}\nfor k in d: d[2]=1","d={1:1,2:2}\nfor k in d: del d[k]; d[k+5]=1","s={1}\nfor k in s: s.add(k+1)","l=[1,2,3]\nfor k in l: l.remove(k)\nprint(l)","d={1:1}\nfor k in d.items(): d.clear()","d={i:i for i in range(3)}\nit=iter(d);next(it);d.popitem();next(it)"]:
    try: exec(f)
    except Exception as e: print(type(e).__name__, e)
class M(dict):
    def __missing__(s,k): return k*2
m=M(a=1); print(m['a'],m['bb'],m.get('x'),m, type(m.copy()), type(m|{}))
class L(list): pass
q=L([1,2]); q.z=5; print(q,q.z,q+[3],type(q+[3]),q[:],type(q[:]),q==[1,2],len(q), L.__mro__)
class T(tuple): pass
t=T((1,2)); t.a=1; print(t,t.a,t+(3,),hash(t)==hash((1,2)),type(t[:]))
class S(set): pass
s=S([1]); s.a=2; print(s,s|{2},type(s|{2}),s.copy())
class F(frozenset): pass
print(F([1]), F([1])=={1}, hash(F([1]))==hash(frozenset([1])))
class R:
    def __len__(s): return 3
    def __getitem__(s,i):
        if i>=3: raise IndexError
        return i*i
print(list(R()), list(reversed(R())), 4 in R(), tuple(R()), list(iter(R())))
class I:
    def __index__(s): return 2
print([1,2,3][I()], [1,2,3][:I()], list(range(I())), [0]*I(), (1,2,3)[I()])
a,*b,c=range(6); print(a,b,c)
(a,b),c=[1,2],3; print(a,b,c)
print([*range(3),*'ab'], {*[1,2],3}, (*[1],2), {**{'a':1},'b':2})
