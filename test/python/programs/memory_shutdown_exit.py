import atexit
import sys


class D:
    def __del__(self):
        print("del")


d = D()


@atexit.register
def last():
    print("atexit", d is not None)


atexit.register(lambda: print("first", *("a", "b"), sep=","))
sys.exit(3)
