# In which line of which frame the program is when an object dies.
import sys
class D:
    def __del__(self): print('del at', sys._getframe(1).f_lineno, sys._getframe(1).f_code.co_name)
def f():
    a = D()
    b = 1
    a = None
    c = D()
    d = 5
    del c
    e = [D()]
    e = 2
    g = D(); h = 3
    for g in [1]: pass
    D()
    D(), 5
    i = D()
    j = 4
    return j
f()
x = D()
y = 1
x = 2
def g():
    try:
        z = D()
        w = 1
        1/0
    except Exception:
        q = 1
    print('q')
    w = 2
g()
def h():
    a = D()
    yield 1
    b = 1
    a = 2
    yield 2
    c = D()
for _ in h(): pass
[D() for _ in range(2)]
class K:
    a = D()
    b = 1
    a = 2
