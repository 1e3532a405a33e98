# Items of an OrderedDict die in the order in which its dict has them, whatever has moved; other containers in theirs.
from collections import OrderedDict, defaultdict, Counter, ChainMap, UserDict, deque
class V:
    def __init__(self, n): self.n = n
    def __del__(self): print("-", self.n, end=" ")
    def __repr__(self): return f"V{self.n}"
class LRU:
    def __init__(self, cap): self.d = OrderedDict(); self.cap = cap
    def get(self, k):
        if k not in self.d: return None
        self.d.move_to_end(k); return self.d[k]
    def put(self, k, v):
        self.d[k] = v; self.d.move_to_end(k)
        if len(self.d) > self.cap: self.d.popitem(last=False)
c = LRU(3)
for i in range(6): c.put(i, V(i)); print(list(c.d))
c.get(3); c.put(7, V(7)); print(list(c.d)); c.put(5, V("5b")); print(list(c.d)); c.get(3); print(list(c.d)); del c; print("| gone")
def mk(n): return OrderedDict((i, V(i)) for i in range(n))
d = mk(4); d.move_to_end(1); d.move_to_end(3, last=False); print(list(d)); del d; print("| order after moves")
d = mk(4); d.move_to_end(1); d.clear(); print("| clear after move")
d = mk(4); del d[2]; d[2] = V("2b"); print(list(d)); d = None; print("| deleted and again")
d = mk(4); d[1] = V("1b"); d = None; print("| replaced")
d = mk(5); d.popitem(); d.popitem(last=False); d.pop(2); print("|"); d = None; print("| pops")
d = mk(3); e = d.copy(); d.move_to_end(0); d = None; print("| copy keeps"); e = None; print("| copy gone")
d = mk(3); d.update({0: V("0u"), 9: V(9)}); print(list(d)); d = None; print("| update")
d = mk(3); x = d | {1: V("1or")}; d = None; print("|"); x = None; print("| or")
class OD(OrderedDict): pass
d = OD((i, V(i)) for i in range(4)); d.move_to_end(0); d = None; print("| subclass")
d = mk(4); it = iter(d); next(it); d = None; print("| iter keeps", list(it)); it = None; print("| iter gone")
d = mk(3); d.self = d; import gc; d.move_to_end(0); d = None; print("collect", gc.collect(), "| cycle")
d = mk(3); rev = reversed(d); print(next(rev)); d = rev = None; print("| rev")
print(OrderedDict(a=1) == OrderedDict(a=1), OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]), OrderedDict(a=1) == {"a": 1})
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, other): return self.n == other.n
    def __del__(self): print("~", self.n, end=" ")
ks = [K(i) for i in range(3)]; d = OrderedDict((k, V(k.n)) for k in ks); print(); d.move_to_end(ks[0]); print(); d.popitem(last=False); print(); del ks[1]; print("| popped"); d[K(2)] = V("2b"); print(); del d[ks[0]]; print(); ks.clear(); print([k.n for k in d]); d = None; print("| keys")
d = {i: V(i) for i in range(5)}; v = d.pop(2); d[2] = v; del v; d[0] = V("0b"); print(list(d)); d.clear(); print("| dict clear")
d = {i: V(i) for i in range(5)}; del d[1]; d[1] = V("1b"); d = None; print("| dict")
d = defaultdict(lambda: V("dd")); d[1]; d[2]; d.default_factory = None; d = None; print("| defaultdict")
dq = deque(V(i) for i in range(5)); dq.rotate(2); dq.popleft(); print("|"); dq.append(V("n")); dq.clear(); print("| deque clear")
dq = deque((V(i) for i in range(6)), maxlen=3); print("| maxlen"); dq.appendleft(V("L")); print("|"); dq = None; print("| deque")
dq = deque(V(i) for i in range(70)); dq.remove; del dq[35]; print("|"); dq.insert(3, V("ins")); dq[4] = None; print("|"); dq = None; print("| big deque")
l = [V(i) for i in range(4)]; l[1:3] = [V("a")]; print("|"); l.reverse(); l = None; print("| list")
t = (V(1), V(2), [V(3)]); t = None; print("| tuple")
u = UserDict(); u["a"] = V("ud"); u = None; print("| userdict")
cm = ChainMap({"a": V("c1")}, {"a": V("c2")}); cm["a"] = V("c3"); print("|"); cm = cm.parents; print("| parents"); cm = None; print("|")
