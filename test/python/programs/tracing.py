"""sys.settrace and sys.setprofile hear of calls, lines, returns and exceptions; doctest needs them."""
import sys
log = []


def tracer(frame, event, arg):
    if event == 'exception': arg = arg[0].__name__
    print(event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg if isinstance(arg, (int, str, type(None))) else type(arg).__name__)
    return tracer

def f(x, y=2):
    a = x + y
    for i in range(2):
        a += i
    while a < 8:
        a += 2
    try:
        g(a)
    except ValueError as e:
        a = 1
    finally:
        b = 2
    with C() as c:
        pass
    if a: b = 3; c = 4
    return a

def g(n):
    """doc"""
    if n > 100:
        pass
    elif n > 5:
        raise ValueError(n)

class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        return False

def gen():
    x = yield 1
    try:
        yield x
    finally:
        log.append(x)

def clo(z):
    def inner():
        return z
    return inner() + sum(z for _ in range(2))

def run():
    f(1)
    it = gen()
    next(it)
    it.send(5)
    it.close()
    clo(3)
    try:
        g(7)
    except ValueError:
        pass
    [q for q in "ab"]

sys.settrace(tracer)
run()
sys.settrace(None)
print(sys.gettrace())
def bad(frame, event, arg):
    raise RuntimeError("bad")
sys.settrace(bad)
try:
    f(1)
except RuntimeError as e:
    print("caught", e, sys.gettrace())
def prof(frame, event, arg):
    if not event.startswith('c_'): print('prof', event, frame.f_code.co_name, type(arg).__name__)
def h():
    sys.setprofile(prof)
    clo(4)
h()
sys.setprofile(None)
import doctest
def add(a, b):
    """
    >>> add(1, 2)
    3
    >>> add(1, 3)
    5
    """
    return a + b
print(doctest.testmod())


def quiet(frame, event, arg):
    """Only where a frame asks for itself."""
    frame.f_trace_lines = frame.f_code is not g.__code__
    print(event, frame.f_code.co_name, frame.f_trace, frame.f_trace_lines)


sys.settrace(quiet)
try:
    g(6)
except ValueError:
    pass
sys._getframe().f_trace = lambda frame, event, arg: print("here", event, frame.f_lineno)
for i in range(2): x = i
sys.settrace(None)
