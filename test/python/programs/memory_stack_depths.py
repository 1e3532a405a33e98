# co_stacksize, on which the sizes of generators and frames depend.
def show(src):
    ns={}
    exec(src, ns); f=ns['f']; print(f.__code__.co_stacksize, '|', src.replace('\n','; '))
for s in ['yield from x','yield','yield x','await_ = yield x','for i in x: yield i','x','x.a','x.m()','x.m(1,2)','g(x)','g(1,2)','a,b=b,a','a,b=x','a,*b=x','x[1:2]','x[1]=2','x[1]+=2','x.a+=1','with x as y: pass','with x: y','try: pass\nexcept: pass','try: x\nexcept E: y','try: x\nexcept E as e: y','try: x\nfinally: y','import a','from a import b','import a.b as c','lambda: x','def g(a=1,*,b=2)->int: pass','class K(B): pass','[i for i in x]','{i:1 for i in x}','f"{x}{y}"','f"{x:>10}"','x<y<z','x and y','x if y else z','raise x from y','assert x, y','del x[1]','x = y = z','return (x,y,z)','{1:x,2:y,3:z}','{x:1,y:2}','[1,2,3]','g(*x)','g(*x,**y)','g(a=1,b=2)','g(1,*x,k=3)','print(x, end="")','while x: y','match x:\n   case [a,b]: pass\n   case {"k":v}: pass\n   case P(q): pass\n   case 5: pass','global q; q=1','x: int = 5', 'for i in x:\n  for j in y: return i', 'for i in x:\n  with y: return i','try: x\nexcept* E: y','nonloc = lambda a=x: (a, x)','x = not y','-x + y * z','(yield x) + 1','a = b = yield','x[1:2] = y','x[1:2:3]','try: return x\nfinally: y','async_ = 1']:
    for base in ('def f(x=0,y=0,z=0):\n', ):
        show(base+'\n'.join('  '+l for l in s.split('\n')))
for s in ['await x','return await x','async for i in x: pass','async with x as y: pass','yield x','return [i async for i in x]']:
    show('async def f(x=0):\n  '+s)
