import gc

saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


p = Phoenix("one")
del p
print(len(saved), saved[0].name)
saved.clear()
print("gone without a second call")
p = Phoenix("two")
p.self = p
del p
print(gc.collect(), len(saved), saved[0].name)
print(gc.is_finalized(saved[0]))
saved.clear()
print(gc.collect())
