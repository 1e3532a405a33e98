# Who is still there for finalisers at the end of a program that fails.
import sys
class D:
    def __init__(s, n): s.n = n
    def __del__(s):
        try: print('del', s.n, type(D), type(helper), x)
        except Exception as e: print(s.n, type(e).__name__, e)
def helper(): pass
x = 5
z = D('z')
a = D('a')
lst = [a]
a.other = z
def main():
    loc = D('local')
    raise SystemExit(3)
try: main()
except SystemExit as e: print('caught', e.code)
class Meta(type):
    def __del__(cls): print('class dies', cls.__name__)
class WithMeta(metaclass=Meta): pass
o = WithMeta()
t = D('t'); t.self = t
t2 = D('t2'); t2.ref = [t2, D('t3')]
raise ValueError('final')
