import sys

d = {}
last = 0
sizes = []
for i in range(200):
    if sys.getsizeof(d) != last:
        last = sys.getsizeof(d)
        sizes.append((i, last))
    d[i] = i
print(sizes)
d = {}
sizes = []
for i in range(100):
    if sys.getsizeof(d) != last:
        last = sys.getsizeof(d)
        sizes.append((i, last))
    d[str(i)] = i
print(sizes)
print(sys.getsizeof({"a": 1}), sys.getsizeof({1: 1}), sys.getsizeof(dict(a=1)), sys.getsizeof(dict([(1, 2)])))
d = {i: i for i in range(10)}
print(sys.getsizeof(d), sys.getsizeof(d.copy()), sys.getsizeof({**d}))
d.clear()
print(sys.getsizeof(d))
s = set()
sizes = []
for i in range(200):
    if sys.getsizeof(s) != last:
        last = sys.getsizeof(s)
        sizes.append((i, last))
    s.add(i)
print(sizes)
print(sys.getsizeof({1, 2, 3}), sys.getsizeof(frozenset(range(10))), sys.getsizeof(set("abc")))
