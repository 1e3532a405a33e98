# What is registered while the functions run is not called; what a program leaves in builtins dies with the modules.
import atexit
import builtins


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dies", self.name)


def registers(argument):
    print("registers", argument.name)
    atexit.register(print, "never")
    atexit.unregister(unregistered)


def unregistered():
    print("never")


atexit.register(print, "last")
atexit.register(unregistered)
atexit.register(registers, Noisy("argument"))
builtins.left = Noisy("in builtins")
held = slice(Noisy("start"), Noisy("stop"), Noisy("step"))
del held
print("end")
