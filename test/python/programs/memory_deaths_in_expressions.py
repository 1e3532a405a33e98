# Temporary objects: the operation after which they die.
import gc
log = []
class T:
    def __init__(s, n): s.n = n
    def __del__(s): log.append(s.n)
def flush(label): print(label, log[:]); log.clear()
a = T('a'); a = T('b'); flush('rebind')
a.x = T('x'); a.x = None; flush('attr')
del a; flush('del')
l = [T(1), T(2), T(3)]; l.remove(l[1]); flush('remove'); l.pop(0); flush('pop'); l += [T(4)]; l[0:1] = []; flush('slice'); l.sort(key=lambda t: t.n); l = l * 2; flush('mul'); del l; flush('del list')
d = {1: T('d1')}; d[1] = T('d2'); flush('setitem'); d |= {1: T('d3')}; flush('ior'); d.update({1: T('d4')}); flush('update'); d = {**d, 1: T('d5')}; flush('display'); d.setdefault(1, T('d6')); flush('setdefault'); d.pop(1); flush('pop'); d = None
s = {T('s')}; s.clear(); flush('set'); s = frozenset([T('f')]); s |= {1}; flush('fs'); s = None; flush('fs none')
x, y = T('x'), T('y'); x, y = y, x; flush('swap'); x = y; flush('x=y'); x = y = None; flush('none')
for t in [T('i'), T('j')]: pass
flush('loop'); del t; flush('after loop')
[T('c') for _ in range(2)]; flush('comp'); {T('k'): 1 for _ in range(2)}; flush('dcomp'); any(T('g').n == 'z' for _ in range(2)); flush('gen')
(lambda t: None)(T('lam')); flush('lambda'); (lambda *t: None)(T('va'), T('vb')); flush('varargs'); T('m').__init__('mm'); flush('method')
try: T('e').nope
except AttributeError as e: flush('in except')
flush('after except')
def g(t): t = 1; flush('in g')
g(T('arg')); flush('after g')
def h(): return T('ret')
h(); flush('ret'); h().n; flush('ret attr'); r = h(); flush('kept'); r = h(); flush('re-kept'); del r; flush('del r')
def k():
    t = T('local'); del t; flush('in k'); t2 = T('local2'); return 1
k(); flush('after k')
class C: attr = T('cls')
C.attr = None; flush('cls attr'); C.other = T('o'); del C.other; flush('del cls attr'); C.z = T('z'); del C; gc.collect(); flush('class gone')
with open('/dev/null') as f: T('in with')
flush('with'); print([T('p')].pop().n); flush('print'); assert T('as'); flush('assert'); T('t1') if T('cond') else None; flush('cond'); T('l') and T('r'); flush('and'); not T('n'); flush('not'); T('c1') == T('c2'); flush('eq'); T('i') in [T('j')]; flush('in'); f'{T("f").n}'; flush('fstr'); [*[T('star')]]; flush('star'); T('sub').n[0]; flush('sub')
global_t = T('global')
def mod():
    global global_t; global_t = T('g2'); flush('in mod')
mod(); del global_t; flush('end')
