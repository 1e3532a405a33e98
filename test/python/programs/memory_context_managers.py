# Context managers that fail, swallow and leave early, and when they die.
import contextlib, traceback, sys
class T:
    def __init__(s, n, **k): s.n = n; s.k = k
    def __enter__(s):
        print('enter', s.n)
        if s.k.get('e'): raise s.k['e']('enter ' + s.n)
        return s
    def __exit__(s, t, v, tb):
        print('exit', s.n, t and t.__name__)
        if s.k.get('x'): raise s.k['x']('exit ' + s.n)
        return s.k.get('q', False)
    def __del__(s): print('del', s.n)
def chain(e):
    out = []
    while e: out.append(repr(e)); e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
    return out
for kw in ({}, {'x': KeyError}, {'q': True}, {'e': OSError}):
    try:
        with T('a'), T('b', **kw): raise ValueError('body')
    except Exception as e: print(chain(e))
    else: print('no error')
with contextlib.ExitStack() as st:
    for i in range(3): st.enter_context(T(str(i)))
    st.pop_all().close(); print('closed early')
def f():
    with T('ret'): return 'value'
print(f())
def g():
    for i in range(2):
        with T(f'loop{i}'):
            if i == 0: continue
            break
g()
def h():
    with T('gen') as t: yield t.n
for n in h(): print(n); break
print('after gen')
try:
    with T('x', x=RuntimeError): pass
except RuntimeError as e: print(e, e.__context__)
try: 
    with T('s', q=1): raise SystemExit(3)
    print('swallowed exit')
except SystemExit: print('not swallowed')
raise KeyError('final') from ValueError('cause')
