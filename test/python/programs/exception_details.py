import sys
def t(f, *a, **k):
    try: print('ok', f(*a, **k))
    except BaseException as e: print(type(e).__name__, '|', e, '|', e.args)
# exception machinery
try:
    try: 1/0
    except ZeroDivisionError as e: raise KeyError('k') from e
except KeyError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1/0
    finally: {}['x']
except KeyError as e: print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try: raise ValueError
    except ValueError: raise TypeError from None
except TypeError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
e = Exception(1); e.args = [2, 3]; print(e.args, str(e), repr(e)); e.x = 1; print(e.__dict__, vars(e))
t(raiser := (lambda: (_ for _ in ()).throw(StopIteration)))
def g():
    yield 1
    return 7
it = g(); next(it)
try: next(it)
except StopIteration as e: print(e.value, e.args)
class MyE(Exception):
    def __init__(self, *a, code=0): super().__init__(*a); self.code = code
try: raise MyE('x', code=5)
except MyE as e: print(e, e.code, repr(e), e.__reduce__()[:2])
def f():
    try: raise ValueError('v')
    except ValueError as e:
        e.add_note('note1'); raise
try: f()
except ValueError as e: print(e.__notes__, e.__traceback__.tb_next.tb_lineno - e.__traceback__.tb_lineno)
t(lambda: exec('raise 3')); t(lambda: exec('raise int'))
t(lambda: exec('raise ValueError from 3')); t(lambda: exec('raise'))
class NotExc: pass
def m():
    try: raise ValueError
    except NotExc: pass
t(m)
def m2():
    try: raise ValueError
    except (TypeError, 3): pass
t(m2)
try: raise ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [OSError(3)])])
except* ValueError as g: print(repr(g), g.exceptions)
except* OSError as g: print(repr(g))
except* TypeError as g: print(repr(g))
print(sys.exc_info(), sys.version_info[:2], sys.maxsize, sys.byteorder, sys.float_info.max, sys.int_info.bits_per_digit, sys.hash_info.width, sys.flags.optimize, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.platform)
def names():
    try: undefined_nam
    except NameError as e: return e.name, str(e)
print(names())
def loc():
    print(q)
    q = 1
t(loc)
try: import nonexistent.mod
except ImportError as e: print(e.name, e.path, e.msg, type(e))
try: from sys import nothere
except ImportError as e: print(e, e.name)
try: [].foo
except AttributeError as e: print(e.name, e.obj)
try: {}[(1, 2)]
except KeyError as e: print(e, e.args)
t(lambda: [1][5]); t(lambda: (1,)[5]); t(lambda: 'a'[5]); t(lambda: {}.pop('x')); t(lambda: [].pop()); t(lambda: set().pop()); t(lambda: int('x')); t(lambda: float('x')); t(lambda: 'a' + 1); t(lambda: 1 + 'a'); t(lambda: [] + ()); t(lambda: 1 < 'a'); t(lambda: None + 1); t(lambda: len(5)); t(lambda: [].x); t(lambda: (lambda x: x)()); t(lambda: (lambda x: x)(1, 2)); t(lambda: (lambda *, k: k)()); t(lambda: print(1, foo=2)); t(lambda: int(1, 2, 3)); t(lambda: ord('ab')); t(lambda: chr(-1)); t(lambda: abs('x')); t(lambda: sum('ab')); t(lambda: max()); t(lambda: max([])); t(lambda: next(iter([]))); t(lambda: iter(5)); t(lambda: open('/nonexistent/x')); t(lambda: sorted([1, 'a'])); t(lambda: 10 ** 400 * 1.0); t(lambda: 1 << -1); t(lambda: divmod(1, 0)); t(lambda: 1 % 0); t(lambda: 'x'.join([1])); t(lambda: '%d' % 'x'); t(lambda: '{}'.format()); t(lambda: '{x}'.format()); t(lambda: bytes([300])); t(lambda: b'a' + 'b'); t(lambda: a_b_c)
assert_ = lambda: exec('assert 0, "msg"'); t(assert_); t(lambda: exec('assert False'))
a, b = 1, 2
t(lambda: exec('a, b = 1')); t(lambda: exec('a, b = [1]')); t(lambda: exec('a, b = 1, 2, 3')); t(lambda: exec('a, *b, c = [1]'))
t(lambda: exec('with 3: pass')); t(lambda: exec('for x in 3: pass')); t(lambda: exec('del zzz')); t(lambda: exec('class A(3): pass')); t(lambda: exec('class A(int, metaclass=3): pass')); t(lambda: exec('@3\ndef f(): pass')); t(lambda: exec('def f(): return 1\nf.x.y')); t(lambda: exec('import sys as s; s.nope')); t(lambda: eval('[1, 2'))
class Ctx:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit', a[0].__name__, a[1]); return False
try:
    with Ctx(): raise ValueError('in with')
except ValueError as e: print('out', e)
def outer():
    def inner(): raise LookupError('deep')
    try: inner()
    except LookupError as e: raise RuntimeError('wrapped') from e
class Thing:
    valuee = 1
    def go(self): return self.value
try: Thing().go()
except AttributeError as e: pass
e = ValueError('final'); e.add_note('a note\nsecond line')
def rec(n):
    if n == 0: outer()
    rec(n - 1)
def last():
    try: rec(6)
    except RuntimeError: Thing().go()
last()
