# Two objects in a cycle with __del__: nothing is printed until the collector runs.
import gc


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


gc.disable()
gc.collect()
a, b = Node("a"), Node("b")
a.other, b.other = b, a
del a, b
print("nothing yet")
print(gc.collect())
print(gc.collect())
