# Frames that exceptions keep, and their variables.
import sys, gc, weakref
rc = sys.getrefcount
class O:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
def f():
    o = O('local')
    1/0
try:
    f()
except ZeroDivisionError as e:
    print('in except')
    saved = e
print('after')
print(saved.__traceback__.tb_next.tb_frame.f_locals['o'].n)
saved.__traceback__.tb_next.tb_frame.clear()
print('cleared')
saved = None
def g():
    o = O('g')
    raise ValueError(o)
try: g()
except ValueError: print('caught', sys.exc_info()[1].args[0].n)
print(sys.exc_info())
def h():
    try:
        raise KeyError(O('h'))
    except KeyError as e:
        raise ValueError('x') from e
try: h()
except ValueError as e:
    print(type(e.__cause__), e.__cause__.args[0].n, rc(e.__cause__))
print('--')
def k():
    e = None
    o = O('k')
    try: 1/0
    except ZeroDivisionError as ex:
        e = ex
    return 5
k()
print('cycle left')
print(gc.collect())
def m():
    o = O('m')
    try: 1/0
    except ZeroDivisionError as ex:
        pass
    return 5
m()
print('m done')
try:
    try:
        raise ValueError(O('inner'))
    finally:
        print('finally')
except ValueError:
    print('outer')
print('z')
try:
    try:
        raise ValueError(O('ctx'))
    except ValueError:
        raise KeyError(O('new'))
except KeyError as e:
    print(e.__context__.args[0].n)
    e.__context__ = None
    print('context gone')
print('end1')
def gen():
    o = O('gen')
    try:
        yield 1
    except ValueError as e:
        print('got', rc(e))
        yield 2
    finally:
        print('gen fin')
x = gen(); next(x); print(x.throw(ValueError('q')))
del x
print('genend')
x = gen(); next(x)
try: x.throw(KeyError)
except KeyError as e: print('KE')
print('xx')
del x
def rec(n):
    o = O(n)
    if n == 0: raise RuntimeError
    rec(n-1)
try: rec(3)
except RuntimeError: print('caught')
print('end2')
with_tb = None
try: rec(2)
except RuntimeError as e: with_tb = e.with_traceback(None); print('none')
print(with_tb, with_tb.__traceback__)
try:
    raise ExceptionGroup('g', [ValueError(O('eg1')), TypeError(O('eg2'))])
except* ValueError as e:
    print('ve', rc(e), len(e.exceptions))
except* TypeError as e:
    print('te', rc(e))
print('done')
def ff():
    o = O('ff')
    class L(Exception): pass
    try: raise L
    except L: return o.n
print(ff())
print(gc.collect())
sys.last_value = None
