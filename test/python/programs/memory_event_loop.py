# A small event loop: coroutines, asynchronous generators and managers that end, fail and are given up.
import gc, weakref, sys, collections
class Loop:
    def __init__(self): self.ready = collections.deque()
    def spawn(self, coro, name): self.ready.append((name, coro))
    def run(self):
        while self.ready:
            name, c = self.ready.popleft()
            try: v = c.send(None)
            except StopIteration as e: print(name, 'done', e.value)
            except Exception as e: print(name, 'failed', repr(e))
            else: print(name, 'yielded', v); self.ready.append((name, c))
class Sleep:
    def __init__(self, n): self.n = n
    def __await__(self):
        for i in range(self.n): yield i
        return 'slept'
class Res:
    def __init__(self, n): self.n = n
    async def __aenter__(self): await Sleep(1); print('aenter', self.n); return self
    async def __aexit__(self, *a): print('aexit', self.n, a[0]); return False
    def __del__(self): print('res gone', self.n)
async def worker(n):
    async with Res(n) as r:
        x = await Sleep(n)
        if n == 2: raise ValueError('two')
        return x
async def agen(n):
    try:
        for i in range(n): yield i; await Sleep(1)
    finally: print('agen closed')
async def consumer():
    async for v in agen(3):
        print('got', v)
        if v == 1: break
    return [v async for v in agen(2)]
l = Loop(); l.spawn(worker(1), 'w1'); l.spawn(worker(2), 'w2'); l.spawn(consumer(), 'c'); l.run()
w = worker(3); w.send(None); print(w.cr_frame.f_lineno, type(w.cr_await).__name__); r = weakref.ref(w); w.close(); print(r() is w, w.cr_frame); del w; print(r())
async def never(): pass
n = never(); del n
t = worker(1); t.send(None)
try: t.throw(KeyError('k'))
except KeyError as e: print(repr(e))
try: t.send(None)
except RuntimeError as e: print(e)
gc.collect(); print('end')
