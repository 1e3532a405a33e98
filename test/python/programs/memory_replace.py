# The old value dies after the new one is in place.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, "now", getattr(holder, "x", None) and holder.x.name)


class Holder:
    pass


holder = Holder()
holder.x = D("first")
holder.x = D("second")
del holder.x
l = [D("in list")]
holder.x = l[0]
l[0] = None
holder.x = None
print("end")
