# Until when handlers of exceptions keep what was raised.
import sys
class R:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
def f():
    try: raise ValueError(R('a'))
    except ValueError as e:
        print(e.args[0].n)
    print('after'); print('e' in locals())
f()
try:
    try: raise KeyError(R('k'))
    except KeyError as e:
        e = None
    print('e was None')
except NameError as n: print(n)
try: raise KeyError(R('k2'))
except KeyError as e:
    del e
    print('deleted in handler')
print('out of handler')
e = 'before'
try: 1/0
except ZeroDivisionError as e: pass
try: print(e)
except NameError as x: print(x)
def g():
    for i in range(3):
        try:
            if i == 1: raise IndexError(R(i))
            r = R('r%d' % i)
        except IndexError as ex: print('handling', i); continue
        finally: print('fin', i)
    return 'done'
print(g())
def h():
    try: return R('returned')
    finally: print('in finally')
h(); print('h')
def k():
    try: raise ValueError(R('v'))
    except ValueError: return 1
    finally: print('k finally', sys.exc_info()[0])
print(k())
def nested():
    try:
        try: raise ValueError(R('in'))
        except ValueError as v:
            raise TypeError(R('out')) from v
    except TypeError as t:
        print(t.__cause__.args[0].n, t.__context__ is t.__cause__, t.__suppress_context__)
nested()
def reraise():
    try:
        try: raise OSError(R('re'))
        except OSError: raise
    except OSError as o: print(o.args[0].n, o.__traceback__.tb_next is None)
reraise()
def ctx():
    try: raise ValueError('one')
    except ValueError:
        try: raise KeyError('two')
        except KeyError as kk: print(repr(kk.__context__))
        print(sys.exc_info()[0])
    print(sys.exc_info()[0])
ctx()
def ret_in_finally():
    try: raise ValueError(R('lost'))
    finally: return 'swallowed'
print(ret_in_finally())
def gen():
    try: yield R('y')
    except RuntimeError as r: print('gen caught', r); yield 'second'
x = gen(); next(x); print('yielded'); print(x.throw(RuntimeError('t'))); del x
try: raise ExceptionGroup('eg', [ValueError(R('eg1')), TypeError(R('eg2'))])
except* ValueError as eg: print('star', [type(q).__name__ for q in eg.exceptions])
except* TypeError as eg: print('star2')
print('after star')
try: raise R
except TypeError as t: print(t)
with open('/dev/null') as fh: pass
try: assert False, R('assert')
except AssertionError as a: pass
print('end')
