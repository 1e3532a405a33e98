# An object whose finaliser drops the last reference to another.
class D:
    def __init__(self, name, next=None):
        self.name = name
        self.next = next

    def __del__(self):
        print("del", self.name)
        self.next = None
        print("end", self.name)


d = D(1, D(2, D(3)))
del d
