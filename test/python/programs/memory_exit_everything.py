# The end of a program: atexit, finalizers, generators, modules, classes.
import sys, atexit, weakref, gc
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n, sys is not None and sys.is_finalizing() if sys else None)
a = D('a'); b = D('b'); c = [D('c')]
_p = D('_p'); __q = D('__q')
def f(x=D('default')): pass
class K:
    attr = D('class attr')
k = K(); k.d = D('inst')
cyc = D('cyc'); cyc.me = cyc
atexit.register(lambda: print('atexit 1'))
atexit.register(print, 'atexit 2')
@atexit.register
def last(): print('atexit 3', a.n)
weakref.finalize(a, print, 'finalize a')
w = weakref.ref(b, lambda r: print('b weak'))
def gen():
    try: yield
    finally: print('gen finally')
g = gen(); next(g)
import types
m = types.ModuleType('m'); m.x = D('in module')
sys.modules['mymod'] = types.ModuleType('mymod'); sys.modules['mymod'].y = D('in sys.modules')
sys.foo = D('sys attr')
closure = (lambda q: lambda: q)(D('closure'))
print('end', len(gc.get_objects()) > 0)
