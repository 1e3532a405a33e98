"""importlib finds, loads and reloads modules of the program, of the library, and built-in ones."""
import importlib
import importlib.util
import os
import sys

package = importlib.import_module("helper_package")
print(package.NAME, package.__package__, type(package.__path__).__name__)
submodule = importlib.import_module(".submodule", "helper_package")
print(submodule.double(4), submodule.__name__, submodule is package.submodule)
print(importlib.import_module("helper_package") is package)
print(importlib.import_module("collections.abc").Sized, importlib.import_module("math").floor(2.5))
print(importlib.import_module("fractions").Fraction(1, 3))
for name in ["nothing_here", "helper_package.nothing", "helper_package.broken", ".relative"]:
    try:
        importlib.import_module(name)
    except Exception as problem:
        print(type(problem).__name__, problem, getattr(problem, "name", None))
    print(name in sys.modules)

submodule.double = None
print(importlib.reload(submodule) is submodule, submodule.double(5))

print(importlib.util.find_spec("nothing_here"), importlib.util.find_spec("helper_package.broken").name)
file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "helper_package", "submodule.py")
spec = importlib.util.spec_from_file_location("under_another_name", file)
other = importlib.util.module_from_spec(spec)
spec.loader.exec_module(other)
print(other.__name__, other.double(6), other is submodule, "under_another_name" in sys.modules)
