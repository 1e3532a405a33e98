# os._exit: no handler, no finalizer, nothing registered.
import atexit
import os


class Loud:
    def __del__(self):
        print("never")


loud = Loud()
atexit.register(print, "never")
print("before", flush=True)
try:
    os._exit(7)
finally:
    print("never")
