# What was freed last is handed out first.
class C:
    pass


a = id(C())
print(a == id(C()))
x = C()
i = id(x)
del x
y = C()
print(id(y) == i)
print(id([]) == id([]), id({}) == id({}), id(object()) == id(object()), id(1.5 + a) == id(2.5 + a))
z = [1]
j = id(z)
del z
print(id([2]) == j)
p, q = object(), object()
print(id(p) != id(q))
t = zip([1, 2], [3, 4])
print(len({id(pair) for pair in t}))
