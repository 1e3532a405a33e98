# Errors that nobody can catch: without a text, with notes, in the hook itself, with nowhere to say them.
import io
import re
import sys


class Empty:
    def __del__(self):
        raise ValueError


class Suggested:
    def __del__(self):
        prin("a")


class Noted:
    def __del__(self):
        error = KeyError("key")
        error.add_note("a note")
        raise error


stderr, sys.stderr = sys.stderr, io.StringIO()
for kind in (Empty, Suggested, Noted):
    kind()


def failing(unraisable):
    raise LookupError("in the hook")


sys.unraisablehook = failing
Empty()
sys.unraisablehook = None
Empty()
sys.unraisablehook = sys.__unraisablehook__
said, sys.stderr = sys.stderr, None
Empty()
sys.stderr = stderr
print(re.sub(" at 0x[0-9a-f]+", "", said.getvalue()))
