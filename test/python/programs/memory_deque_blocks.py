# sys.getsizeof of a deque tells of its blocks of 64, which fill from where items came and went.
from collections import deque
from sys import getsizeof as sz
import random
rnd = random.Random(5)
d = deque(); log = []
for i in range(3000):
    k = rnd.choice("aaaAAllllpPxXrREEeeiidsc*") if i % 500 < 450 else rnd.choice("pPPp")
    n = len(d)
    if k == "a" : d.append(i)
    elif k == "A": d.extend(range(rnd.randrange(40)))
    elif k == "l": d.appendleft(i)
    elif k in "pP" and n: (d.pop if k == "p" else d.popleft)()
    elif k in "xX" and n: [(d.pop if k == "x" else d.popleft)() for _ in range(rnd.randrange(n + 1))]
    elif k in "rR": d.rotate(rnd.randrange(-300, 300))
    elif k == "E": d.extendleft(range(rnd.randrange(30)))
    elif k == "e": d.extend(())
    elif k == "i": d.insert(rnd.randrange(-n - 2, n + 3), i)
    elif k == "d" and n: del d[rnd.randrange(n)]
    elif k == "s" and n: d.remove(d[rnd.randrange(n)])
    elif k == "c" and rnd.random() < .1: d.clear()
    elif k == "*" and n < 100: d *= rnd.randrange(4)
    log.append(sz(d))
print(hash(tuple(log)), log[::37], sum(log), sz(d.copy()), sz(d + d), sz(d * 2), sz(deque([1]) * 100), sz(deque()*5))
m = deque(maxlen=50); log = []
for i in range(400): (m.append if i % 7 else m.appendleft)(i); log.append(sz(m))
print(log[::11])
