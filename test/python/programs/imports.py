import sys
import math as m
from math import pi, sqrt as root
from os.path import join
import collections.abc
import helper_package
from helper_package import submodule, NAME
from helper_package.submodule import double

print(m.floor(2.5), round(pi, 5), root(16), join("a", "b"), isinstance([], collections.abc.Sequence))
print(helper_package.NAME, submodule.double(4), double(5), NAME, helper_package.submodule is submodule, submodule.__name__, submodule.__package__)
print("helper_package.submodule" in sys.modules, helper_package.loaded)
for statement in ("import nothing_here", "import math.nothing", "from . import x", "from helper_package import missing", "import helper_package.broken"):
    try:
        exec(statement, {"__name__": "somewhere"})
    except Exception as error:
        print(type(error).__name__, error)
print("helper_package.broken" in sys.modules)


def inside():
    from helper_package import submodule as s
    import helper_package.submodule
    return s is helper_package.submodule


print(inside(), __name__, __file__.endswith("imports.py"))
from helper_package.submodule import *
print(triple(2), "hidden" in globals())
