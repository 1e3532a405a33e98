# A function keeps its module's names alive, so that they die in a collection.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f():
    return a


b = D("b")
a = D("a")
_c = D("_c")
print("end")
