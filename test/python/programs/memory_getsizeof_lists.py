import sys

l = []
last = 0
sizes = []
for i in range(200):
    if sys.getsizeof(l) != last:
        last = sys.getsizeof(l)
        sizes.append((i, last))
    l.append(i)
print(sizes)
print([sys.getsizeof([None] * n) for n in range(10)])
print(sys.getsizeof([1, 2, 3]), sys.getsizeof([i for i in range(3)]), sys.getsizeof(list(range(3))))
print(sys.getsizeof(list((1, 2, 3))), sys.getsizeof([1] + [2]), sys.getsizeof([1, 2, 3][:2]))
l = [1, 2, 3, 4, 5]
l.pop()
print(sys.getsizeof(l))
l.extend([1, 2, 3])
print(sys.getsizeof(l))
l.insert(0, 1)
print(sys.getsizeof(l))
del l[:]
print(sys.getsizeof(l))
l = list(range(100))
del l[10:]
print(sys.getsizeof(l))
l.clear()
print(sys.getsizeof(l))
l += [1]
print(sys.getsizeof(l))
print(sys.getsizeof(sorted([3, 1, 2])), sys.getsizeof([*range(5)]), sys.getsizeof("a b c".split()))
