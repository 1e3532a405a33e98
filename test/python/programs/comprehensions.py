print([x * 2 for x in range(5)], {x % 3 for x in range(10)}, {k: v for k, v in zip("abc", range(3))})
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2], [[j for j in range(i)] for i in range(4)])
x = "outer"
print([x for x in range(3)], x)
print([y := 5, y ** 2], y)
print([last := n for n in range(4)], last)
print({**{"a": 1}, "b": 2, **{"a": 3}}, [*range(3), *"ab"], (*[1], 2), {*[1, 2], *[2, 3]})
first, *middle, last = range(6)
print(first, middle, last)
(a, b), c = (1, 2), 3
print(a, b, c)
[*p, q] = "xyz"
print(p, q)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
for wrong in ("a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b, c = [1]", "a, b = 5", "a, b = {}", "[a] = 'xy'"):
    try:
        exec(wrong)
    except (ValueError, TypeError) as error:
        print(error)
a = b = []
a += [1]
print(b, a is b)
i = 0
values = [10, 20, 30]
i, values[i] = 2, 99
print(i, values)
x = [1, 2, 3]
x[1:2] = ["a", "b", "c"]
print(x)
del x[::2]
print(x)
