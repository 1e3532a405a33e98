import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900))
try:
    depth(2000)
except RecursionError as error:
    print(error)
print(depth(500), sys.getrecursionlimit())
sys.setrecursionlimit(5000)
print(depth(4500))
nested = []
for _ in range(200000):
    nested = [nested]
del nested
print("freed")
link = None
for i in range(200000):
    link = (link, i)
link = None


class Node:
    def __init__(self, next):
        self.next = next


node = None
for _ in range(100000):
    node = Node(node)
node = None
d = {}
for _ in range(100000):
    d = {"k": d}
d = None
print("all freed")
sys.setrecursionlimit(1000)
l = []
for _ in range(3000):
    l = [l]
try:
    repr(l)
except RecursionError as error:
    print(error)
try:
    l == [l]
    a = b = 1
    x, y = [], []
    for _ in range(3000):
        x, y = [x], [y]
    x == y
except RecursionError as error:
    print(error)
