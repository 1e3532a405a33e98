# Deep structures are freed without running out of stack.
import gc

l = None
for i in range(200000):
    l = [l]
del l
print("lists")
t = ()
for i in range(200000):
    t = (t, i)
del t
print("tuples")
d = {}
for i in range(100000):
    d = {"d": d}
del d
print("dicts")


class Node:
    def __init__(self, next):
        self.next = next


n = None
for i in range(100000):
    n = Node(n)
del n
print("instances")
n = Node(None)
first = n
for i in range(100000):
    n = Node(n)
first.next = n
del n, first
print(gc.collect() >= 100001)
