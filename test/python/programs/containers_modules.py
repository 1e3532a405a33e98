# itertools, operator, functools, collections, bisect, heapq: what they make and what they refuse.
import itertools as I, operator as O, functools as F, collections as C, bisect as B, heapq as H
def v(s):
    try:
        r = eval(s)
        if hasattr(r, '__next__'): r = list(I.islice(r, 12))
        print(s, '=', repr(r))
    except Exception as e:
        print(s, '->', type(e).__name__, e)
for s in ['I.count("a")','I.count(1.5,2)','I.count(1,2,3)','I.count(step=2)','I.count(x=1)','I.count(2**31-3)','I.cycle()','I.cycle(1)','I.cycle([],1)','I.cycle("abc")','I.cycle(x=1)','I.repeat()','I.repeat(1,-5)','I.repeat(1,"a")','I.repeat(object=1,times=2)','repr(I.repeat(1,2))','repr(I.repeat("a"))','repr(I.count(3))','repr(I.count(3,2))','I.chain("ab","cd")','I.chain(1)','I.chain(x=1)','I.chain.from_iterable(["ab","c"])','I.chain.from_iterable(1)','I.compress("abcd",[1,0,1,1])','I.compress([1])','I.dropwhile(lambda x:x<3,[1,2,3,1])','I.takewhile(lambda x:x<3,[1,2,3,1])','I.filterfalse(None,[0,1,2])','I.filterfalse(lambda x:x%2,range(6))','I.dropwhile(1)','I.takewhile(x=1)','[(k,list(g)) for k,g in I.groupby("aabbbc")]','[(k,list(g)) for k,g in I.groupby([1,3,2,4],key=lambda x:x%2)]','I.groupby()','I.groupby([1],x=1)','I.islice([1])','I.islice([1],-1)','I.islice([1],"a")','I.islice([1],1,"a")','I.islice([1],1,2,0)','I.islice(range(10),2,8,3)','I.islice(range(10),None)','I.islice([1],1,-2)','I.islice("abcdef",2,None)','I.islice("abcdef",0,6,2)','I.starmap(pow,[(2,3),(3,2)])','I.starmap(pow,[(2,3),1])','I.tee(1)','[list(x) for x in I.tee(range(3),3)]','I.tee([1],-1)','I.zip_longest("ab","c",fillvalue="-")','I.zip_longest()','I.zip_longest([1],x=1)','I.accumulate([1,2,3])','I.accumulate([1,2,3],initial=5)','I.accumulate([1,2,3],lambda a,b:a*b)','I.accumulate([])','I.product("ab",repeat=2)','I.product("ab",[1,2])','I.product()','I.product("",[1])','I.product([1],repeat=-1)','I.product([1],x=1)','I.permutations([1,2,3])','I.permutations([1,2,3],2)','I.permutations([1,2],3)','I.permutations([],0)','I.permutations([1,2],-1)','I.permutations([1,2],"a")','I.combinations([1,2,3,4],2)','I.combinations([1,2],3)','I.combinations([1,2])','I.combinations([],0)','I.combinations_with_replacement([1,2,3],2)','I.combinations_with_replacement([],1)','I.pairwise([1,2,3])','I.pairwise([1])','I.pairwise(1)','I.repeat(1).__length_hint__()','O.length_hint(I.repeat(1,3))',
'O.add(1,2)','O.add(1)','O.sub(5,2)','O.mul([1],2)','O.truediv(1,2)','O.floordiv(7,2)','O.mod(7,3)','O.pow(2,5)','O.neg(1)','O.pos(True)','O.abs(-3)','O.inv(1)','O.not_(0)','O.truth([])','O.is_(None,None)','O.is_not(1,2)','O.and_(6,3)','O.or_(6,3)','O.xor(6,3)','O.lshift(1,3)','O.contains([1],1)','O.getitem([1,2],1)','O.countOf([1,2,1],1)','O.indexOf([1,2],2)','O.indexOf([1,2],3)','O.concat([1],[2])','O.concat(1,2)','O.iadd([1],[2])','O.eq(1,1)','O.lt(1,2)','O.index(5)','O.index("a")','O.itemgetter(1)([1,2])','O.itemgetter(1,0)([1,2])','O.itemgetter()','O.itemgetter(1)','O.attrgetter("real")(5)','O.attrgetter("real","imag")(5)','O.attrgetter("a.b")','O.attrgetter(1)','O.methodcaller("upper")("a")','O.methodcaller("split",",",maxsplit=1)("a,b,c")','O.methodcaller("x",1,y=2)','O.methodcaller()','O.call(len,"abc")','O.length_hint([1])','O.length_hint(1)','O.length_hint(1,5)','O.matmul(1,2)','O.ipow(2,3)',
'F.reduce(O.add,[1,2,3])','F.reduce(O.add,[])','F.reduce(O.add,[],5)','F.reduce(O.add,5)','F.reduce(O.add)','F.partial(int,base=2)("101")','F.partial(print)','F.partial(F.partial(max,1),2)(3)','F.partial()','F.partial(1)','F.partial(dict,a=1)(b=2)','F.partial(int,"5",base=7).args','F.partial(int,"5",base=7).keywords','F.partial(len).func','sorted([3,1,2],key=F.cmp_to_key(lambda a,b:b-a))','F.cmp_to_key(lambda a,b:0)(1)<5',
'C.deque([1,2,3])','C.deque("abc",2)','C.deque([1],-1)','C.deque(maxlen=2)','C.deque([1,2])+C.deque([3])','C.deque([1,2])+[3]','C.deque([1,2])*2','C.deque([1,2],3)*2','C.deque([1,2])==C.deque([1,2])','C.deque([1])<C.deque([2])','C.deque([1,2,3])[1]','C.deque([1,2,3])[-1]','C.deque([1])[5]','C.deque([1])["a"]','C.deque().pop()','C.deque().popleft()','C.deque([1,2,3]).index(3)','C.deque([1]).index(9)','C.deque([1,2,1]).count(1)','list(reversed(C.deque("abc")))','C.deque([1,2],2).maxlen','C.deque([1]).maxlen','2 in C.deque([1,2])','len(C.deque("abc"))','bool(C.deque())','C.deque([1]).remove(2)','C.deque([1],1).insert(0,2)','hash(C.deque())',
'C.defaultdict(int)','C.defaultdict(list,{1:[2]})','C.defaultdict(5)','C.defaultdict(None)[1]','C.defaultdict(int)["a"]','C.defaultdict(list).default_factory','C.defaultdict(int,a=1)|{"b":2}','C.defaultdict(int,a=1).copy()',
'C.OrderedDict([(1,2),(3,4)])','C.OrderedDict(a=1)','C.OrderedDict()','C.OrderedDict([(1,2)])==C.OrderedDict([(1,2)])','C.OrderedDict([(1,2),(3,4)])==C.OrderedDict([(3,4),(1,2)])','C.OrderedDict([(1,2),(3,4)])=={3:4,1:2}','C.OrderedDict().popitem()','C.OrderedDict(a=1).move_to_end("b")','C.OrderedDict(a=1).pop("b")','C.OrderedDict(a=1).pop("b",3)','list(reversed(C.OrderedDict(a=1,b=2)))','C.OrderedDict(a=1,b=2).items()','C.OrderedDict(a=1,b=2).keys()','C.OrderedDict.fromkeys("abc")','C.OrderedDict(a=1)|{"b":2}','C.OrderedDict(1)','C.OrderedDict(1,2)',
'C.Counter("banana")','C.Counter("banana").most_common(2)','C.Counter(a=1)+C.Counter(a=2,b=1)','C.Counter("ab")-C.Counter("b")','C.Counter([1,1,2]).total()','C.ChainMap({1:2},{1:3,4:5})[4]','C.namedtuple("P","x y")(1,2)','C.namedtuple("P","x y")(1,2).x','C.namedtuple("P","x y")(1,2)._replace(x=5)','C.namedtuple("P","x y")._fields','C.namedtuple("P","x y",defaults=[7])(1)','C.namedtuple("P","x y")(1)',
'B.bisect([1,2,2,3],2)','B.bisect_left([1,2,2,3],2)','B.bisect([1],2,-1)','B.bisect_left([1,2,3],2,0,1)','B.bisect([3,2,1],-2,key=lambda x:-x)','H.nsmallest(2,[3,1,2])','H.nlargest(2,[3,1,2])','list(H.merge([1,4],[2,3]))','H.heappop([])','H.heappush(1,2)','H.heapify((1,))','H.heappushpop([],1)','H.heapreplace([],1)']:
    v(s)
d=C.deque(); 
for i in range(100): d.append(i); d.appendleft(-i)
d.rotate(7); d.rotate(-3); d.reverse(); d.insert(5,'x'); d.remove(50); del d[3]; d[0]='y'; d.extendleft('ab'); d.extend(d); print(d)
try:
    for x in d: d.append(1)
except RuntimeError as e: print(e)
o=C.OrderedDict.fromkeys('abcdef'); o.move_to_end('b'); o.move_to_end('e',last=False); print(o, o.popitem(False), o.popitem(), o)
try:
    for k in o: o[k+'z']=1
except RuntimeError as e: print(e)
o.x=5; print(o.x)
@F.lru_cache(maxsize=3)
def f(x, y=0): print('call', x, y); return x+y
f(1);f(2);f(3);f(1);f(4);f(2);f(1,y=2);f(1,y=2);print(f.cache_info()); f.cache_clear(); print(f.cache_info(), f.__name__, f.__wrapped__.__name__)
@F.lru_cache(None)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(80), fib.cache_info())
class K:
    @F.lru_cache
    def m(self, x): return x*2
    @F.cached_property
    def p(self): print('p'); return 4
k=K(); print(k.m(4), k.p, k.p)
h=[5,2,8,1,9,3,7]; H.heapify(h); print(h); H.heappush(h,0); print(h,[H.heappop(h) for _ in range(len(h))])
a=[]
for x in [5,3,8,1]: B.insort(a,x)
print(a)
@F.total_ordering
class T:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(T(1)<=T(2), T(3)>=T(2))
a,b=I.tee(iter(range(200))); print(sum(a), sum(b))
p=I.permutations(range(3)); q=next(p); r=next(p); print(q,r)
for x in I.product([1,2],repeat=2): pass
print(list(map(F.partial(pow,2),range(5))))

# Iterators over OrderedDicts in pickles, fromkeys by keyword, and pop past a class's own deletion
import copy
import pickle

ordered = C.OrderedDict(a=1, b=2, c=3)
for iterator in (iter(ordered), reversed(ordered), iter(ordered.items()), iter(ordered.values()), reversed(ordered.items())):
    next(iterator)
    print(list(pickle.loads(pickle.dumps(iterator))), list(copy.copy(iterator)), list(iterator), iterator.__reduce__()[1])


class Deleting(C.OrderedDict):
    def __delitem__(self, key):
        print("deleting", key)
        super().__delitem__(key)


deleting = Deleting.fromkeys("xyz", value=3)
print(deleting.pop("x"), deleting, deleting.pop("x", 5), C.OrderedDict.fromkeys(iterable="ab"))
