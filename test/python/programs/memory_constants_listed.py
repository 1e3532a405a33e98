# What co_consts and co_names list, and how often constants are referred to.
import sys
def f1(a): 
    "doc"
    return a + 1, 'x y', (1, 2), None
def f2(a):
    for i in range(10):
        if i > 3: return
        print(i, sep='q', end='')
    while True: a -= 1
def f3():
    x = 1000
    y = [1, 2, 3]
    z = {'a': 1, 'b': 2}
    w = {1, 2, 3}
    if x in [1, 2]: pass
    for q in [1, 2, 3]: pass
    return f'{x} and {y!r:>10}', -5, 1.5 * 2, 'a' 'b', not 1
def f4():
    def g(): return 5
    class K: 'kdoc'; z = 7
    import os
    from os import path, sep
    return lambda: 9
def f5(x):
    with x as y: pass
    try: pass
    except ValueError as e: return 1
    else: return 2
def f6():
    yield
    x = yield 5
    yield from []
    return
def f7(x):
    match x:
        case 'q': return 'five'
    assert x, 'msg'
    raise x
def f8(): pass
def f9(): return
def f10(x): return x
def f11(x): return x[1:2], x[1], x['a'], x[:]
def f12(): x = 5; del x; global zz; zz = 6
def f13(*, a=1, b='q'): return a if b else 3
async def f14(x): await x; return [i async for i in x]
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14):
    print(f.__name__, [c if not hasattr(c, 'co_name') else c.co_name for c in f.__code__.co_consts], f.__code__.co_names)
x = 'hello world!'
def u(): return 'hello world!'
print(sys.getrefcount(x))
y = 123456
def v(): return (123456, 1)
print(v()[0] is y, sys.getrefcount(y), sys.getrefcount(v()))
print((lambda: 5).__code__.co_consts, compile('1', 's', 'eval').co_consts, compile('x=1\ny=2.5', 's', 'exec').co_consts)
