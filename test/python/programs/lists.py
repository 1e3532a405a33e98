a = [3, 1, 2]
a.append(5)
a.extend("xy")
a.insert(1, "i")
print(a, a.pop(), a.pop(0), a.index(1), a.count(2), len(a), a[::-1], a[-2:], 2 in a)
a.remove("i")
a.reverse()
print(a, a + [1], a * 2, [0] * 3, a == list(a), a < [9], [1, 2] < [1, 3], [1] != [2])
b = [5, 3, 8, 1]
b.sort()
print(b, sorted(b, reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (0, "a")]), min(b), max(b, key=lambda x: -x))
b.sort(key=lambda x: x % 3)
print(b)
b[1:3] = []
b[:0] = [7, 8]
b[::2] = ["p", "q"]
print(b)
del b[0], b[-1]
print(b, b.copy(), b.clear(), b)
c = [1, 2, 3, 4, 5, 6]
print(c[1:5:2], c[5:1:-2], c[-100:100], c[10:], c[slice(None, None, -1)], slice(1, 10, 2).indices(5))
for wrong in (lambda: [][0], lambda: [1].remove(2), lambda: [].pop(), lambda: [1].index(2), lambda: [1].__getitem__("a"), lambda: [3, "a"].sort(), lambda: [1] + (2,), lambda: [1, 2].__setitem__(slice(0, 2, 2), [1, 2]), lambda: [1] * "a", lambda: [1, 2][1:2:0], lambda: list(5), lambda: [1].pop("x"), lambda: sum(["a"]), lambda: max([]), lambda: [].nothing, lambda: next(5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
r = [1]
r.append(r)
print(r, r == r, repr((r,)))
print(list(reversed([1, 2, 3])), list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False))), list(map(lambda x, y: x + y, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), any([0, 1]), all([]), sum([[1], [2]], []))
t = (1, 2, 3)
print(t, t[1], t + (4,), t * 2, (1,), (), t.index(2), t.count(1), hash(t) == hash((1, 2, 3)), t < (1, 2, 4), tuple("ab"), t[::-1])
print(range(5), list(range(1, 10, 3)), range(10)[2:5], range(10, 0, -3)[1], len(range(0, 100, 7)), 14 in range(0, 100, 7), range(3) == range(0, 3, 1), list(range(5, 0)), range(10**20)[10**19], range(5).index(3))
try:
    zip([1], [2, 3], strict=True).__next__()
    list(zip([1], [2, 3], strict=True))
except ValueError as error:
    print(error)
i = iter([1, 2])
print(next(i), next(i), next(i, "default"), list(iter(lambda s=[3, 2, 1, 0]: s.pop(0), 0)))
