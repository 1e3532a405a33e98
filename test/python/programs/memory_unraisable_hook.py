import sys
import weakref


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg, args.object.__qualname__)


sys.unraisablehook = hook


class C:
    def __del__(self):
        raise ValueError("in del")


C()


class D:
    pass


def callback(r):
    raise RuntimeError("in callback")


d = D()
r = weakref.ref(d, callback)
del d
sys.unraisablehook = sys.__unraisablehook__
print("end")
