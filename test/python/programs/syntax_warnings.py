# What the compiler warns of.
def f():
    try:
        return 1
    finally:
        x is 5
class A(x is 6 or object):
    y = 1 is 1
assert (1, 2), 'x'
assert ()
[1 is x for x in (2 is 2, 3) if x is 4 if 'z' is x]
"abc"(1)
1[2]; None[0]; (1,2)[0.5]; [1]['a']; "ab"["c"]; {1}[0]; (lambda: 0)[1]; (x for x in [])[0]; f'{x}'['a']; b'a'[(1,)]; ...[0]; {}['x']; 'a'[None]; [1, 2][1, 2]
[1, 2](3); (1, 2)(3); {1: 2}(1); {1}(1); f'{x}'(1); (x for x in [])(1); [x for x in []](1); None(1); 5(1); 1.5(2); True(1); ...(1); {k: 1 for k in []}(2); {k for k in []}(2)
x is not 5; x is None; x is -5; x is (); x is (1, 2); x is (1, x); x is []; () is x; 5 < x is 5; x is True; x is ...; x is 'a' is 'b'; 1 is 2 is 3
if x is 5: pass
while x is 6: break
lambda: x is 7
def g(a=x is 8, *, b=x is 9) -> (x is 10): pass
@(x is 11)
def h(): pass
with (x is 12) as y: pass
for i in x is 13: pass
x[x is 14] = x is 15
try: x is 16
except (x is 17): x is 18
else: x is 19
finally: x is 20
match x is 21:
    case 1 if x is 22: x is 23
print(x is
   24,
   x is 25)
x = {x is 26: x is 27, **(x is 28)}
if 0: x is 29
x if x is 30 else x is 31
