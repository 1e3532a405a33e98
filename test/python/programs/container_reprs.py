"""repr of containers that hold themselves or change meanwhile, list comprehensions, arguments of exceptions."""
a=[]; a.append(a); print(a,(a,),{'a':a}); d={}; d['d']=d; d['l']=[d,(d,)]; print(d); t=([],); t[0].append(t); print(t,[],(),{},(1,),[1,'a',None,2.5,b'x'],{1:'a','b':(1,)})
class E:
    def __repr__(self): return 5
class F:
    def __repr__(self): raise ValueError('no')
class G:
    def __init__(s,l): s.l=l
    def __repr__(s): s.l.clear(); return 'G'
for x in ([E()],(F(),),{1:F()},{F():1}):
    try: print(x)
    except Exception as e: print(type(e).__name__,e)
print(a)
l=[1,2]; l.append(G(l)); l.append(3); print(l)
class H:
    def __init__(s,d): s.d=d
    def __repr__(s): s.d.pop(2,None); s.d[9]=1; return 'H'
d={1:0,3:4}; d[1]=H(d); d[2]=5; print(d)
class L(list): pass
class D(dict): pass
class T(tuple): pass
print(L([1]),D(a=1),T((1,2)),str([1]),repr({'é':'\n'}),f'{[1,(2,)]!r:>20}')
x=[]
for i in range(100000): x=[x]
try: repr(x)
except RecursionError as e: print('RE',e)
print(a,[a])
from collections import OrderedDict,defaultdict,deque,Counter,namedtuple
dd=defaultdict(list); dd[1].append(dd); print(dd,deque([1,[2]]),Counter('aab'),OrderedDict(a=[1]))
print([x*2 for x in range(50)][-1],[i for i in 'abc'],[None for _ in range(3)],[[j for j in range(i)] for i in range(4)],[x for x in range(10) if x%3==0])
def g():
    try: return [1//x for x in (1,0)]
    except ZeroDivisionError as e: return str(e)
print(g())
e=ValueError('x',1); print(e.args); e.__init__('y'); print(e.args); e.__init__(); print(e.args)
class X(Exception):
    def __init__(self,a): self.a=a
print(X(3).args, X(3).a, KeyError('k').args, StopIteration(4).value, SystemExit(3).code, OSError(2,'no').errno)
class Y(Exception):
    def __init__(self,a,b): super().__init__(b)
print(Y(1,2).args)
import sys
o=object(); ex=ValueError(o); print(sys.getrefcount(o))
