# Finalisers that change the container they are in.
class Evil:
    def __init__(self, container, name):
        self.container = container
        self.name = name

    def __del__(self):
        print("del", self.name, len(self.container))
        self.container.append(self.name)


l = []
l.extend([Evil(l, "a"), Evil(l, "b"), 3])
l[0] = None
print(l[1:].__len__(), l[-1])
l.clear()
print(l)


class EvilD:
    def __init__(self, d):
        self.d = d

    def __del__(self):
        self.d["added"] = 1


d = {}
d["e"] = EvilD(d)
d["e"] = 0
print(d)
d["e"] = EvilD(d)
d.clear()
print(d)
s = {1, 2}


class EvilS:
    def __del__(self):
        s.add(3)


s.add(EvilS())
s.clear()
print(s)
