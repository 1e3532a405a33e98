# The order in which what is left dies at the end.
import atexit


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


atexit.register(print, "exit 1")
atexit.register(print, "exit 2")
a = D("a")
_private = D("_private")
b = D("b")
__dunder = D("__dunder")
l = [D("in a list")]
print("end of the module")
