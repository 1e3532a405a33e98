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

# Specifications of modules that import statements made, before and after importlib was asked.
import json
import math

print(json.__spec__.name, len(json.__spec__.submodule_search_locations), json.__spec__.parent, json.__loader__.is_package("json"))
print(math.__spec__, math.__loader__ is math.__spec__.loader, sys.__spec__.origin)
print(helper := importlib.util.find_spec("helper_package").name, submodule.__spec__.parent, __spec__)
print(type(sys)("made").__spec__, list(vars(json))[:9])
print([importlib.util.find_spec(name) is not None for name in ("json", "os", "helper_package.submodule", "nothing_here")])


class Finder:
    """Modules that are nowhere but here."""

    @staticmethod
    def find_spec(name, path, target=None):
        if name.startswith("virtual"):
            return importlib.util.spec_from_loader(name, Loader())


class Loader:
    create_module = staticmethod(lambda spec: None)

    def exec_module(self, module):
        module.VALUE = len(module.__name__)

    __repr__ = lambda self: "Loader()"


sys.meta_path.insert(0, Finder)
import virtual_module
import fractions

print(virtual_module, virtual_module.VALUE, virtual_module.__spec__, fractions.__name__)
try:
    import another_one
except ImportError as problem:
    print(problem)
