"""Sources of the library are files that can be read: tracebacks show their lines, wherever they are."""
import inspect
import json
import linecache
import os
import sys
import traceback

try:
    json.loads("[1,")
except ValueError:
    for line in traceback.format_exc().splitlines():
        print(line if "File" not in line else line[line.rindex(",") :])
print(linecache.getline(json.decoder.__file__, 1))
print(inspect.getsource(json.JSONDecoder.decode).splitlines()[0], inspect.getsource(json).count("def loads"))
folder = os.path.dirname(json.__file__)
print(os.path.exists(os.__file__), os.path.isdir(folder), {"decoder.py", "encoder.py"} <= set(os.listdir(folder)))
with open(json.__file__) as source:
    source.seek(4)
    print(source.tell(), source.read(4), os.fstat(source.fileno()).st_size == os.path.getsize(json.__file__))
for path in (json.__file__ + "x", os.path.join(json.__file__, "x"), folder):
    try:
        open(path)
    except OSError as error:
        print(error.strerror)
print(str(os.stat_result(range(10))))


def fail():
    raise KeyError("key")


sys.stderr = sys.stdout
try:
    sorted([1], key=lambda _: fail())
except KeyError as error:
    error.__traceback__ = error.__traceback__.tb_next
    sys.excepthook(type(error), error, error.__traceback__)
class Short:
    bluc = blucha = None


try:
    Short().bluch
except AttributeError as error:
    sys.excepthook(type(error), error, None)
wrong = UnicodeEncodeError("baz", "xxxxx", 1, 5, "foo")
wrong.end = 2
print(wrong, wrong.start, wrong.end)
wrong.start = 7
print(wrong)
for work in (lambda: setattr(wrong, "end", "a"), lambda: delattr(wrong, "end")):
    try:
        work()
    except TypeError as error:
        print(error)
