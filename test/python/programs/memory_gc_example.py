import gc
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("freed", self.name)
gc.disable()
a, b = Node("a"), Node("b")
a.peer, b.peer = b, a
del a, b
print("deleted; nothing was freed")
print("collected", gc.collect())
print(gc.isenabled(), gc.garbage, gc.collect())
gc.enable()
