import gc

gc.disable()


class D:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("del", self.name)


D("garbage")
kept = D("kept")
print("end")
