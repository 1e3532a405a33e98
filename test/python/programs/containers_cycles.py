# Cycles through every container and iterator, what the collector counts of them, and whether anything leaks.
import gc, sys, itertools as I, functools as F, collections as C, operator as O
gc.disable(); gc.collect()
print([gc.is_tracked(x) for x in ([], (), (1,2), {}, {1:2}, {1:[]}, {'a':(1,)}, set(), frozenset(), range(3), slice(1), iter([]), enumerate([]), {}.keys(), C.deque(), C.defaultdict(int), C.OrderedDict(), (1,[]), {1:{}})])
def cyc(make):
    gc.collect()
    make()
    return gc.collect()
class N: pass
def c_list(): l=[]; l.append(l)
def c_dict(): d={}; d[1]=d
def c_tuple(): l=[]; t=(l,); l.append(t)
def c_set():
    n=N(); n.s={n}
def c_fset():
    n=N(); n.s=frozenset([n])
def c_iter(): l=[]; l.append(iter(l))
def c_rev(): l=[1]; l.append(reversed(l))
def c_enum(): l=[]; l.append(enumerate(l))
def c_zip(): l=[]; l.append(zip(l,l))
def c_map(): l=[]; l.append(map(l.append,l))
def c_filter(): l=[]; l.append(filter(None,l))
def c_ci(): l=[]; l.append(iter(l.pop, 5))
def c_keys(): d={}; d[1]=d.keys()
def c_items(): d={}; d[1]=iter(d.items())
def c_deque(): d=C.deque(); d.append(d)
def c_dd(): d=C.defaultdict(int); d[1]=d
def c_od(): d=C.OrderedDict(); d[1]=d
def c_odx(): d=C.OrderedDict(); d.x=d
def c_part(): l=[]; l.append(F.partial(print,l))
def c_chain(): l=[]; l.append(I.chain(l,l))
def c_cycle(): l=[]; l.append(I.cycle(l))
def c_rep(): l=[]; l.append(I.repeat(l))
def c_group(): l=[]; l.append(I.groupby(l))
def c_tee(): l=[]; l.extend(I.tee(l))
def c_prod(): l=[1]; l.append(I.product(l,l))
def c_perm(): l=[1]; l.append(I.permutations(l))
def c_acc(): l=[1]; l.append(I.accumulate(l,initial=l))
def c_isl(): l=[1]; l.append(I.islice(l,1))
def c_star(): l=[1]; l.append(I.starmap(print,l))
def c_ig(): l=[1]; l.append(O.itemgetter(l)) if 0 else l.append(O.methodcaller('x',l))
def c_lru():
    @F.lru_cache
    def f(x): return f
    f(1)
def c_slice(): l=[]; l.append(slice(l))
def c_sub():
    class L(list): pass
    l=L(); l.append(l)
def c_subd():
    class D(dict): pass
    d=D(); d['d']=d; d.x=d
for f in [c_list,c_dict,c_tuple,c_set,c_fset,c_iter,c_rev,c_enum,c_zip,c_map,c_filter,c_ci,c_keys,c_items,c_deque,c_dd,c_od,c_odx,c_part,c_chain,c_cycle,c_rep,c_group,c_tee,c_prod,c_perm,c_acc,c_isl,c_star,c_ig,c_lru,c_slice]:
    print(f.__name__, cyc(f))
def leak(f,n=1000):
    f(); gc.collect(); a=sys.getallocatedblocks()
    for i in range(n): f()
    gc.collect(); b=sys.getallocatedblocks()
    return b-a < 50
def g1():
    l=list(range(300)); l.sort(); l[10:20]=[1,2]; del l[::3]; l.insert(0,5); l.reverse(); x=l+l; x*=2; tuple(x); set(x); dict.fromkeys(x); sorted(x,key=lambda v:-v); l.pop(3); l.extend(x); l.remove(5); l.index(l[4]); l==x; l<x; [*x]; a,*b=x; repr(l)
def g2():
    d={i:str(i) for i in range(1000,1200)}; d.update(a=1); d|{2:3}; d.pop(1001); d.popitem(); d.setdefault(5,6); list(d.items()); dict(d); d.copy(); d=={}; d.keys()&[1050]; del d[1002]; repr(d); list(reversed(d)); d.clear()
def g3():
    s=set(range(1000,1300)); t=set(range(1200,1500)); s|t; s&t; s-t; s^t; s.pop(); s.discard(1250); s.update(t); s.difference_update([1,1240]); s<=t; frozenset(s); hash(frozenset(s)); s.intersection_update(t); repr(s); {1050}.issubset(s)
def g4():
    list(zip([1000,1001],'ab')); list(map(lambda a:a+1000,range(10))); list(filter(None,range(10))); list(enumerate(range(1000,1010))); list(reversed([1000]*3)); list(iter(lambda c=[1000,1]:c.pop(),1)); [list(g) for k,g in I.groupby([1000,1000,2000])]; list(I.product([1000,1001],repeat=3)); list(I.permutations(range(1000,1004))); list(I.combinations(range(1000,1005),3)); list(I.chain([1000],[2000])); a,b=I.tee(range(1000,1100)); list(a); list(I.zip_longest([1000],[1,2])); list(I.accumulate(range(1000,1010))); list(I.islice(I.count(1000),5)); list(I.islice(I.cycle([1000,1001]),5)); list(I.starmap(pow,[(1000,2)])); list(I.pairwise(range(1000,1005))); list(I.compress([1000,1],[1,0]))
def g5():
    d=C.deque(range(1000,1300),200); d.rotate(5); d.appendleft(4); d.pop(); d.popleft(); list(d); d.remove(1150); d+d; d.insert(0,1) if len(d)<200 else 0; d.clear()
    o=C.OrderedDict((i,i) for i in range(1000,1050)); o.move_to_end(1003); o.move_to_end(1004,False); o.popitem(False); list(o.items()); o==o.copy(); o.pop(1010)
    e=C.defaultdict(list); e[1000].append(1); repr(e); C.Counter('banana').most_common(); C.namedtuple
    F.reduce(lambda a,b:a+b,[1000,2000,3000]); F.partial(max,1000)(2000); sorted([1000,3000],key=F.cmp_to_key(lambda a,b:a-b)); O.itemgetter(0,1)([1000,2000]); O.attrgetter('real')(1000); O.methodcaller('bit_length')(1000)
def g6():
    for f in (lambda:[1][5], lambda:{}[1000], lambda:[].pop(), lambda:[1000,'a'].sort(), lambda:list(5), lambda:dict([1]), lambda:{1:2}.pop(3), lambda:set([[]]), lambda:next(iter([])), lambda:[1].index(1000), lambda:list(zip([1],[1,2],strict=True)), lambda:C.deque().pop(), lambda:range(5)[9], lambda:(1,)+[1]):
        try: f()
        except Exception: pass
@F.lru_cache(maxsize=10)
def lru(x): return x*2
def g7():
    for i in range(1000,1030): lru(i)
    for i in range(1020,1030): lru(i)
print([leak(g) for g in (g1,g2,g3,g4,g5,g6,g7)])
