"""decimal: operations on random numbers in random contexts."""
import random
import random
from decimal import *
D=Decimal
r = random.Random(3)
def num():
    k = r.random()
    if k < .05: return D(r.choice(['0','-0','inf','-inf','nan','snan','0e5','0e-5','nan12']))
    digits = r.choice([1,2,3,5,9,12,20,30])
    return D((r.randint(0,1), tuple(r.randint(0,9) for _ in range(digits)), r.choice([0,0,0,-1,-2,1,-5,5,-digits,-20,10,-30])))
ops = ['add','subtract','multiply','divide','divide_int','remainder','remainder_near','compare','max','min','max_mag','min_mag','quantize','next_toward','compare_total','same_quantum','power','divmod','scaleb','shift','rotate']
uns = ['sqrt','exp','ln','log10','plus','minus','abs','normalize','to_integral_value','to_integral_exact','logb','next_plus','next_minus','number_class']
for i in range(400):
    c = Context(prec=r.choice([1,2,3,5,9,16,28]), Emin=r.choice([-999999,-10,-20,-1]), Emax=r.choice([999999,10,20,5]), rounding=r.choice([ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]), traps=[], clamp=r.choice([0,0,1]))
    a, b = num(), num()
    op = r.choice(ops+uns)
    try:
        if op in ops:
            if op == 'power' and r.random() < .7: b = D(r.randint(-20,20))
            if op in ('scaleb','shift','rotate'): b = D(r.randint(-5,5))
            res = getattr(c, op)(a, b)
        else: res = getattr(c, op)(a)
    except Exception as e: res = repr(e)
    print(op, a, b if op in ops else '', c.prec, c.Emin, c.Emax, c.rounding, c.clamp, '->', res, repr(c).split('flags=')[1].split(', traps')[0])
