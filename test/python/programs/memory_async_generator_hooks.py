# Who closes an asynchronous generator, and what a coroutine says that was never awaited.
import sys
import warnings


class Noisy:
    def __del__(self):
        print("dies")


async def numbers():
    held = Noisy()
    try:
        yield 1
        yield 2
    finally:
        print("closes")


async def work():
    return 1


def step(generator):
    try:
        generator.__anext__().send(None)
    except StopIteration as stop:
        print("gave", stop.value)


def finalizer(generator):
    print("finalizer", generator.__name__)


print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(firstiter=lambda generator: print("begins", generator.__name__), finalizer=finalizer)
print(sys.get_asyncgen_hooks().finalizer is finalizer)
generator = numbers()
step(generator)
step(generator)
del generator
sys.set_asyncgen_hooks(None, None)
generator = numbers()
step(generator)
del generator
for wrong in ({"firstiter": 1}, {"finalizer": "x"}):
    try:
        sys.set_asyncgen_hooks(**wrong)
    except TypeError as error:
        print(error)
warnings.showwarning = lambda message, category, filename, line, file=None, source=None: print(message, line)
coroutine = work()
print(coroutine.cr_origin)
del coroutine
