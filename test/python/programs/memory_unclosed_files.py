# Files that die open: where warnings are shown, with the place of the allocation where that is known.
import io
import tracemalloc
import warnings

name = __file__


def opened():
    return open(name)


opened()
warnings.simplefilter("always")
file = opened()
del file
tracemalloc.start(2)
opened()
open(name, "rb")
open(name, "rb", buffering=0)
with open(name) as closed:
    pass
del closed
io.StringIO("a")
io.BytesIO(b"a")
warnings.simplefilter("error")
opened()
print("end")
