"""decimal, fractions, statistics: values, contexts, texts, what is refused."""
from decimal import *
import decimal, math, pickle, copy, sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
D = Decimal
print(D('1.1')+D('2.2'), D(1)/D(3), D(2).sqrt(), D('0.1')*3, D(10)**20, D(2)**-2, D(7)//2, D(7)%2, D(-7)//2, D(-7)%2, divmod(D(7),D(3)), -D('1.50'), abs(D('-2')), +D('1.23456789012345678901234567890'))
for s in ('0','-0','1','1.0','1E+5','1e-7','0.000001','0.0000001','123456789.123','Infinity','-inf','nan','snan123','1_000.5',' 12 ','0E+10','0E-10','1E+1000','-1.23E-45', '.5', '5.', '1e5', '00012.300'):
    d = D(s); print(repr(d), str(d), d.as_tuple(), d.adjusted(), d.to_eng_string(), d.is_nan(), d.is_zero(), d.is_signed(), d.number_class(), format(d), f'{d:f}', f'{d:e}', f'{d:g}', f'{d:.2f}', f'{d:,}', f'{d:>12}', f'{d:012.1f}')
for s in ('abc','','1..2','1e','--1','1 2'): t(lambda: D(s))
t(lambda: D(None)); t(lambda: D([1])); t(lambda: D((0,(1,2,3),-2))); t(lambda: D((1,(),'F'))); t(lambda: D((0,(1,),'n'))); t(lambda: D((2,(1,),0))); t(lambda: D(1.1)); t(lambda: D(float('inf'))); t(lambda: D(True)); t(lambda: D(10**40)); t(lambda: D('1', None)); t(lambda: D(1,2)); t(lambda: D.from_float(0.1)); t(lambda: D.from_float(5)); t(lambda: D.from_float('x')); t(lambda: D()); t(lambda: D(b'1'))
t(lambda: D(1)/0); t(lambda: D(0)/0); t(lambda: D(1)//0); t(lambda: D(1)%0); t(lambda: D(0)%0); t(lambda: divmod(D(1),0)); t(lambda: D(-1).sqrt()); t(lambda: D(0)**0); t(lambda: D('inf')-D('inf')); t(lambda: D('inf')*0); t(lambda: D('snan')+1); t(lambda: D('nan')+1); t(lambda: D(10)**1000000); t(lambda: D(10)**-2000000); t(lambda: D(-8)**D('0.5')); t(lambda: D(0)**-1); t(lambda: D('1e999999')*10); t(lambda: D('1e-999999')/10**50)
t(lambda: D(1)+1.5); t(lambda: D(1)+'x'); t(lambda: D(1)==1.0); t(lambda: D('0.1')==0.1); t(lambda: D(1)<1.5); t(lambda: D(1)<'x'); t(lambda: D('nan')==D('nan')); t(lambda: D('nan')<1); t(lambda: D('snan')==1); t(lambda: sorted([D(3),D('1.5'),2])); t(lambda: 2+D(1)); t(lambda: 2**D(3)); t(lambda: 2-D(1)); t(lambda: 7//D(2)); t(lambda: D(1)==1+0j); t(lambda: D(1) in (1,2)); t(lambda: max(D(1),2))
print(hash(D(1))==hash(1), hash(D('0.5'))==hash(0.5), hash(D('1.1')), hash(D('1e100')), hash(D('-1')), hash(D('inf')), hash(D('123456789.987654321')), {D('1.0'): 'a'}[1])
print(int(D('3.99')), int(D('-3.99')), float(D('1.1')), round(D('2.5')), round(D('3.5')), round(D('2.675'), 2), round(D('1234'), -2), math.floor(D('-1.5')), math.ceil(D('1.2')), math.trunc(D('1.9')), complex(D('1.5')), bool(D(0)), D('3.14').as_integer_ratio(), D('100').as_integer_ratio(), D('5e3').as_integer_ratio())
for x in ('1','2','10','0.5','1e-10','123.456','-3.7','100', '0.00001', '1.0000001','20', '3e5'):
    d = D(x); t(lambda: d.exp()); t(lambda: d.ln()); t(lambda: d.log10()); t(lambda: d.sqrt()); t(lambda: d**D('0.5')); t(lambda: d**3); t(lambda: d**-3); t(lambda: D(2)**d); t(lambda: d.logb()); t(lambda: d.normalize()); t(lambda: d.next_plus()); t(lambda: d.next_minus())
for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(r, [str(D(x).quantize(D('1'), rounding=r)) for x in ('1.5','2.5','-1.5','-2.5','1.1','-1.1','1.9','5.1','0.5')], D('1.25').quantize(D('0.1'), r), D('7.5').to_integral_value(r))
t(lambda: D('1.234').quantize(D('0.01'))); t(lambda: D('123456').quantize(D('1e3'))); t(lambda: D('1e30').quantize(D('0.01'))); t(lambda: D('inf').quantize(D(1))); t(lambda: D('1').quantize(D('1e-40')))
with localcontext() as ctx:
    ctx.prec = 5; print(D(1)/3, D('123456')+0, +D('99999.5'), D(2).sqrt(), D(1).exp(), ctx.prec); print(ctx)
    ctx.Emax = 10; ctx.Emin = -10; t(lambda: D('1e9')*100); t(lambda: D('1e-9')/1000); t(lambda: D('1.2345e-11')+0); t(lambda: D('1e-20')*1); print(ctx.flags[Subnormal], ctx.flags[Underflow], ctx.Etiny(), ctx.Etop()); ctx.clear_flags(); print(ctx.flags)
    ctx.traps[Inexact] = True; t(lambda: D(1)/3); ctx.traps[Overflow]=False; ctx.traps[Inexact]=False; t(lambda: D('9e10')*10); ctx.rounding = ROUND_DOWN; t(lambda: D('9e10')*10)
with localcontext(prec=50) as c: print(D(2).sqrt(), D(1).exp(), D(2).ln(), D(3).log10(), D(2)**D('0.3'))
print(getcontext().prec, getcontext()); c = Context(prec=4, rounding=ROUND_UP); print(c.divide(D(1),D(3)), c.sqrt(D(2)), c.add(1,2), c.create_decimal('1.23456'), c.power(2,10), c.multiply(3,D('1.1')), c.create_decimal_from_float(0.1), c.to_sci_string(D('1E+5')), c.divmod(7,2), c.power(3,4,5), c)
t(lambda: setattr(c,'prec',0)); t(lambda: setattr(c,'rounding','x')); t(lambda: setattr(c,'Emin',5)); t(lambda: setattr(c,'capitals',5)); t(lambda: setattr(c,'foo',5)); t(lambda: Context(prec='x')); t(lambda: Context(foo=1)); t(lambda: setcontext(5)); t(lambda: c.add(1.5, 2)); t(lambda: c.flags[5])
print(D('1.5').max(2), D('nan').max(1), D(1).min(-1), D(-3).max_mag(2), D('1.1').compare(D('1.10')), D('1.1').compare_total(D('1.10')), D(5).fma(2,3), D('12.3').scaleb(2), D(12345).shift(2), D(12345).rotate(-2), D('1.10').same_quantum(D('5.55')), D(1010).logical_and(D(1100)), D(10).remainder_near(3), D('1.5').copy_sign(D(-1)), D('1.5').next_toward(3), D('1.20').normalize(), D('1200').normalize(), D('1.5').is_normal(), D(5).canonical(), D(5).radix(), D('1.5').conjugate(), D('1.5').real, D('1.5').imag)
print(pickle.loads(pickle.dumps(D('1.50'))), copy.copy(D(1)), copy.deepcopy(D('2.0')), repr(pickle.loads(pickle.dumps(c))), sys.getsizeof(D(1)))
class Money(D):
    def __new__(cls, v): return super().__new__(cls, v)
m = Money('1.5'); print(type(m), m, repr(m), type(m+1))
print(Overflow.__mro__, DivisionUndefined.__mro__ if hasattr(decimal,'DivisionUndefined') else None, InvalidOperation.__module__, decimal.MAX_PREC, decimal.MIN_ETINY, decimal.HAVE_THREADS, decimal.__version__)
for spec in ('10', '<10', '^10', '=10', '+', ' ', '010', '*^12', ',.2f', '.3e', '.3E', '.0f', '%', '.1%', 'n', 'G', '.5g', '_', 'x', '10,', '015,.2f', '+.2f', 'z.1f', '.10'):
    for v in ('1234567.891', '-0.04', '0', '1E+20', 'NaN', '-inf'): t(lambda: format(D(v), spec))
print(sum([D('0.1')]*10), sum([0.1]*10), D('1e5').to_eng_string(), D('1.23e-8').to_eng_string(), D('0e5').to_eng_string(), D('0e-7').to_eng_string())
from fractions import Fraction
print(D('0.5')==Fraction(1,2), D('0.3')<Fraction(1,3), Fraction(D('0.25')), Fraction('3/7')+1, Fraction(1.5), Fraction('1.25'), Fraction(355,113).limit_denominator(10), float(Fraction(1,3)), Fraction(7,3)//1, round(Fraction(7,3),2), hash(Fraction(1,2))==hash(0.5))
import statistics as st
print(st.mean([1,2,3,4]), st.mean([D('1.1'),D('2.2')]), st.median([1,3,2]), st.stdev([1,2,3,4]), st.pvariance([1,2,3]), st.mode('aab'), st.quantiles([1,2,3,4,5]), st.fmean([1,2]), st.geometric_mean([1,2,4]), st.harmonic_mean([1,2]), st.NormalDist(0,1).cdf(1), st.correlation([1,2,3],[1,2,4]), st.linear_regression([1,2,3],[2,4,6.5]), st.mean([Fraction(1,2), 1]), st.multimode([1,1,2,2]))
