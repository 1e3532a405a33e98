# Objects that bring themselves back, alone, in cycles, and with slots.
import gc, weakref, sys
graveyard = []
class Zombie:
    count = 0
    def __init__(s, n): s.n = n
    def __del__(s):
        Zombie.count += 1; print('del', s.n, sys.getrefcount(s)); graveyard.append(s)
z = Zombie('z'); r = weakref.ref(z, lambda r: print('weak callback')); del z
print(graveyard[0].n, r() is graveyard[0], Zombie.count, gc.is_finalized(graveyard[0]))
graveyard.clear(); print('second death silent', Zombie.count, r())
a = Zombie('a'); b = Zombie('b'); a.o = b; b.o = a; ra = weakref.ref(a); del a, b
print(gc.collect(), len(graveyard), ra() is None)
print([g.n for g in graveyard], [gc.is_finalized(g) for g in graveyard])
graveyard.clear(); print(gc.collect(), Zombie.count)
class Half:
    def __init__(s, n): s.n = n
    def __del__(s):
        print('half', s.n)
        if s.n == 'keep': graveyard.append(s)
x = Half('keep'); y = Half('go'); x.y = y; y.x = x; del x, y
print('collect', gc.collect()); print(graveyard[0].y.n); print('again', gc.collect()); graveyard.pop(); print('final', gc.collect())
class Once:
    def __del__(self): self.again = self; print('once')
o = Once(); del o; print(gc.collect()); print(gc.collect())
class S:
    __slots__ = ('n', '__weakref__')
    def __init__(s, n): s.n = n
    def __del__(s): graveyard.append(s); print('slot del', s.n)
s = S(1); w = weakref.ref(s); del s; print(w() is graveyard[0], gc.is_finalized(graveyard[0])); graveyard.clear(); print('done')
