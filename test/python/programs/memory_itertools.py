# What iterators of itertools keep, and until when.
import itertools, sys, gc
class V:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
    def __repr__(s): return f'V{s.n}'
def src():
    for i in range(5): yield V(i)
a, b = itertools.tee(src()); print(next(a), next(a)); print('b', next(b)); print('b', next(b)); del a; print(next(b)); print('left', list(b)); del b
x, y = itertools.tee([1, 2, 3]); z = y.__copy__(); print(next(y), next(z), list(x), list(y), list(z), type(x).__name__, sys.getsizeof(x))
print(itertools.tee(x)[0] is x, len(itertools.tee([], 0)), itertools.tee([], 3)[2] is not None)
for k, g in itertools.groupby([1, 1, 2, 3, 3]): print(k, list(g))
gs = [(k, g) for k, g in itertools.groupby('aabbc')]; print([(k, list(g)) for k, g in gs])
i = itertools.groupby('aabb'); k, g = next(i); print(k, next(g)); k2, g2 = next(i); print(k2, list(g), list(g2))
class It:
    def __iter__(s): return s
    def __next__(s): return V('x')
    def __del__(s): print('It gone')
it = itertools.islice(It(), 2); print(next(it)); print(next(it)); print(list(it)); del it
c = itertools.chain(src(), src()); print(next(c)); del c
cy = itertools.cycle(src()); [next(cy) for _ in range(7)]; print('cycle'); del cy
m = map(lambda v: v.n, src()); print(next(m), next(m)); del m
zz = zip(src(), [1, 2]); print([n for v, n in zz]); del zz
print(list(itertools.accumulate([1, 2, 3])), list(itertools.pairwise('abc')), list(itertools.batched('abc', 2)) if hasattr(itertools, 'batched') else None)
p = itertools.product([V('p')], [1]); print(next(p)); del p
r = itertools.repeat(V('rep'), 2); print(r, list(r)); del r; print(sys.getrefcount(None) > 10)
sm = itertools.starmap(pow, [(2, 3)]); print(list(sm)); fl = itertools.filterfalse(None, src()); print(next(fl, 'none'))
l = []; l.append(itertools.chain(l)); l.append(itertools.islice(l, 3)); l.append(itertools.tee(l)); del l; print(gc.collect())
dw = itertools.dropwhile(lambda v: v.n < 2, src()); print(next(dw)); del dw; tw = itertools.takewhile(lambda v: v.n < 1, src()); print(list(tw)); del tw; print('end')
