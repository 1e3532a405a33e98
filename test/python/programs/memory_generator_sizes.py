# Sizes of generators, coroutines and frames.
import sys
g = sys.getsizeof
def gen(): yield 1
def gen2(a, b): 
    for i in range(a): yield i + b
def gen3():
    x = yield
    while True:
        try: x = yield x * 2
        except ValueError as e: print(e)
        finally: pass
async def co(): return 1
async def ag(): yield 1
print(g(gen()), g(gen2(1, 2)), g(gen3()))
print(g(i for i in range(10)), g(i * i for i in range(10)), g(i for i in range(10) if i % 2), g((a, b) for a in 'x' for b in 'y'), g(f(x) for x in []))
c = co(); print(g(c)); c.close(); print(g(ag()))
print(g(x**2 for x in range(1000000)), g(str(x) for x in []), g(x + 1 for x in range(5)), g((x, x*2) for x in []), g({x: 1} for x in []), g([x] for x in []), g(len(x) for x in []), g(x.strip() for x in []), g(x for x in open('/dev/null')), g(int(x) for x in 'a b'.split()), g(f'{x}' for x in []), g(not x for x in []), g(x if x else 1 for x in []), g(-x for x in []), g(x[0] for x in []), g(x for x in [] if x > 1 if x < 5), g(max(x, 1) for x in []), g(a.b.c for a in []), g(lambda: x for x in []))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
def read(path):
    with open(path) as f:
        for line in f:
            yield line.strip()
def cnt(n):
    i = 0
    while i < n:
        yield i
        i += 1
def yf(x): yield from x
def tree(n):
    if n:
        yield from tree(n.left)
        yield n.value
        yield from tree(n.right)
def windows(seq, n):
    for i in range(len(seq) - n + 1):
        yield seq[i:i + n]
def batches(it, size):
    batch = []
    for x in it:
        batch.append(x)
        if len(batch) == size:
            yield batch
            batch = []
    if batch: yield batch
def kw(*args, **kwargs): yield args, kwargs
def nested(a):
    def inner(): return a
    yield inner
print(g(fib()), g(read('x')), g(cnt(1)), g(yf([])), g(tree(None)), g(windows([], 1)), g(batches([], 1)), g(kw()), g(nested(1)))
def f(): pass
def h(x, y): return x + y
print(g(sys._getframe()))
def ff(): a = 1; b = 2; return g(sys._getframe())
print(ff())
print(f.__code__.co_stacksize, h.__code__.co_stacksize, fib.__code__.co_stacksize, gen.__code__.co_stacksize, read.__code__.co_stacksize)
