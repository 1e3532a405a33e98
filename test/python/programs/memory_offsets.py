# Where CPython has the dict and the weak references of instances.
import collections
import functools


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class Weak:
    __slots__ = ("a", "__weakref__")


class Dict(Slots):
    __slots__ = ("__dict__",)


class Below(Plain):
    __slots__ = ("c",)


class Both(Slots):
    pass


bases = [int, float, str, bytes, tuple, list, dict, set, Exception, OSError, type, functools.partial, collections.deque]
derived = [type(base.__name__ + "Derived", (base,), {}) for base in bases]
for class_ in [Plain, Slots, Weak, Dict, Below, Both, object, *bases, *derived, collections.OrderedDict, type(len), type(Plain.__init__), type(lambda: 0)]:
    print(class_.__name__, class_.__basicsize__, class_.__itemsize__, class_.__dictoffset__, class_.__weakrefoffset__)
