# Attributes in any order: when an instance has a dict that collections count, in which order attributes die and are listed.
import gc, random
gc.disable()
class C: 
    def __init__(self, n): self.name = n
def cnt(f):
    gc.collect(); f(); return gc.collect()
def t1():
    a, b = C('a'), C('b'); a.b, b.a = b, a
def t2():
    a = C('x'); a.z = 1; a.y = a
    del a.name; a.name = 5; print(list(vars(C('q'))), list(a.__dict__))
def t3():
    a = C('x')
    for i in range(28): setattr(a, 'k%d' % i, a)
def t4():
    class D: pass
    a = D()
    for i in range(32): setattr(a, 'k%d' % i, a)
def t5():
    class D: pass
    l = [D() for _ in range(40)]
    for d in l: d.me = d
    l[3].other = 1
    l[4].third = 2
    l[4].other = 3
print(cnt(t1), cnt(t2), cnt(t3), cnt(t4), cnt(t5))
class X:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
class H: pass
a = H(); a.p = X('p'); a.q = X('q'); a.r = X('r')
b = H(); b.r = X('br'); b.p = X('bp'); b.q = X('bq')
del b; print('-'); del a.q; a.q = X('q2'); print('-')
print(len(vars(H()))); del a
random.seed(5)
objs = [H() for _ in range(10)]
model = [{} for _ in range(10)]
for step in range(3000):
    i = random.randrange(10); k = random.choice('abcdefgh')
    if random.random() < .6: setattr(objs[i], k, step); model[i][k] = step
    else:
        try: delattr(objs[i], k); del model[i][k]
        except AttributeError as e: assert k not in model[i], e
    if random.random() < .01: assert list(vars(objs[i]).items()) == list(model[i].items()); objs[i] = H(); model[i] = {}
    assert getattr(objs[i], k, None) == model[i].get(k)
for o, m in zip(objs, model): assert list(vars(o).items()) == list(m.items())
print('ok')
