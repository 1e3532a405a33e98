d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d["a"], d.get("x"), d.get("x", 0), "a" in d, len(d), list(d), list(d.values()), list(d.items()), d.pop("a"), d.pop("z", None), d)
d.update({"b": 20}, e=5)
d.setdefault("f", []).append(1)
print(d, d.setdefault("b", 9), d | {"b": 0}, d == {"c": 3, "b": 20, "e": 5, "f": [1]}, {**d}, dict(d), dict([("k", 1)]), dict(x=1), dict.fromkeys("ab", 0))
d |= {"g": 1}
del d["b"]
print(d, d.popitem(), list(reversed(d)), sorted(d.keys() & {"c", "z"}), sorted(d.keys() | ["q"]), d.items() - {("c", 3)} if False else sorted(d.keys() - {"c"}), d.copy())
for k, v in d.items():
    print(k, v)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as error:
    print(error)
for wrong in (lambda: {}["k"], lambda: {[]: 1}, lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {} < {}, lambda: {}.pop(1), lambda: {1: 2} + {3: 4}, lambda: {{}: 1}, lambda: del_missing()):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        return isinstance(other, Key) and self.v == other.v

    def __repr__(self):
        return f"Key({self.v})"


print({Key(1): "a", Key(1): "b", 1: "c", 1.0: "d", True: "e"})


class Missing(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


m = Missing()
print(m["x"], m["y"], m["x"], m, isinstance(m, dict), type(m.copy()).__name__)
r = {}
r["self"] = r
print(r, {1: {2: {3: 4}}})
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
big[0] = "back"
print(len(big), list(big)[:3], list(big)[-1], sum(v for v in big.values() if v != "back"))
s = {3, 1, 2}
s.add(5)
s.discard(9)
print(s, s | {7}, s & {1, 2}, s - {1}, s ^ {1, 9}, s <= {1, 2, 3, 5}, s > {1}, s.isdisjoint({8}), {1} == frozenset([1]), len(s), 3 in s, set("aab") == {"a", "b"})
s -= {1}
s |= {100, 33}
print(sorted(s), s.pop() in {2, 3, 5, 33, 100}, frozenset([1, 2]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), set(), {x for x in range(20) if x % 7 == 1})
for wrong in (lambda: {[]}, lambda: set().pop(), lambda: {1}.remove(2), lambda: {1} + {2}, lambda: frozenset().add(1), lambda: {1} | [2]):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print({i * 37 % 101 for i in range(30)})
print({-1, -2, 2**40, 2**61, 5.5, (1, 2)} == {5.5, (1, 2), -2, -1, 2**61, 2**40})
