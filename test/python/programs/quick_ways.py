"""Places of attributes in __slots__, round(), one value in a template, bytes of items."""
class S(str):
    def __str__(self): return self
print(['%s'%'', 'a%s'%'', '%sa'%'', 'a%sb'%'', '%s'%'é', 'a%s'%'é','%s€'%'é' if 0 else '', '%d'%5, '%da'%5, '%s'%S('q'), 'x%s'%S('qé'), '%%', '%%%%'%(), '%s%%'%1, '%5s'%'a', '%-5s|'%'a','%s'%(1,),'%r'%'a','%x!'%255,'%.2f%%'%1.5, '%.0f'%0.5,'%.0f'%5, 'a%sb'%('😀'*3)])
print(['a%s' % 'é' == 'aé', 'a%sb' % 'x' == 'axb', hash('k%d' % 12)==hash('k12'), {'k%d'%i for i in range(3)}=={'k0','k1','k2'}])
print([round(x,n) for x in (2.675,1.005,0.5,1.5,2.5,-0.5,1e15+0.3,123.456,-1e-9,0.1+0.2,1e22,5e-324,float('inf')) for n in (0,1,2,3,10,15,17,-1,-2)])
for a in [(2.5,),(3.5,),(-2.5,),(1e300,),(7,),(7,None),(7.7,None),(float('nan'),),(float('inf'),),(True,),(15,-1),('a',),(1.5,'a'),(2.5,1.5),(1.5,2,3),()]:
    try: print(a,repr(round(*a)))
    except Exception as e: print(type(e).__name__,e)
print(round(number=1.25,ndigits=1), repr(round(-0.4)), repr(round(-0.04,1)))
for b in [[1,2,3],(255,0),[5],[],[256],[-1],['a'],(1.5,),range(3),5,b'q','s',[True,2]]:
    try: print(bytes(b))
    except Exception as e: print(type(e).__name__,e)
class A:
    __slots__=('x','y','__weakref__')
    z=5
class B(A):
    __slots__=('w',)
class C(A): pass
def f(o):
    r=[]
    for i in range(4):
        try: r.append(o.x)
        except AttributeError as e: r.append(str(e))
        o.x=i
        r.append(o.x)
        if i==2: del o.x
    return r
for k in (A,B,C): print(f(k()))
a=A(); b=B(); c=C()
for o in (a,b,c,a,b,c):
    o.y=[1]; print(o.y,o.z)
    try: o.q=1; print(o.q)
    except AttributeError as e: print(e)
    try: o.z=1; print(o.z)
    except AttributeError as e: print(e)
c.x=1; c.__dict__['x']=7; print(c.x); A.x=property(lambda s:'p')
print(a.x,c.x)
import sys
def g(o):
    for i in range(3): o.y=o
    return sys.getrefcount(o)
print(g(A()),g(B()))
slice(1,2).start; r=range(3); r.start
for i in range(3):
    try: slice(1,2).start=5
    except AttributeError as e: print(e)
