class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
b = a
del a
print("still there")
del b
c, d = D("c"), D("d")
c, d = d, c
del c
print("swapped")
del d
for i in [D("loop 1"), D("loop 2")]:
    print(i.name)
del i
print("after the loop")
with open("/dev/null") as f:
    x = D("x")
x = [D("e") for _ in range(2)]
x = None
e = D("e1"), D("e2")
(first, second) = e
del e
print("unpacked")
del second, first
