import _warnings
_warnings.warn("first")
_warnings.warn("hidden", ImportWarning)
_warnings.warn("shown dep", DeprecationWarning)
def f(): _warnings.warn("in f", RuntimeWarning, stacklevel=2)
f(); f()
for i in range(3): _warnings.warn("loop")
class W(UserWarning): pass
_warnings.warn(W("own"))
