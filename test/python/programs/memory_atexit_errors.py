# Errors in functions registered with atexit.
import atexit
import weakref


class Thing:
    pass


thing = Thing()
weakref.finalize(thing, print, "finalized", "at the end")
atexit.register(print, "last")
atexit.register(int, "no number")
atexit.register(dict.pop, {}, "key")


@atexit.register
def first():
    print("first")


atexit.unregister(len)
print("end")
