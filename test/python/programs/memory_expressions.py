# When temporaries die.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __add__(self, other):
        print("add")
        return D(self.name + other.name)

    def __eq__(self, other):
        print("eq")
        return True

    def __getitem__(self, k):
        return k

    def f(self, *a):
        print("f")
        return 1


D("a") + D("b") + D("c")
print(1)
D("x") == D("y")
print(2)
D("s")[D("k")]
print(3)
D("m").f(D("arg"))
print(4)
[D("l1"), D("l2")]
print(5)
if D("cond"):
    print("in if")
print(6)
(lambda: D("returned"))()
print(7)
D("left") and D("right")
print(8)
f"{D('fmt').name}"
print(9)
