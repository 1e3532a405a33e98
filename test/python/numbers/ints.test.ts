/** ints of all sizes against BigInt. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KERNEL_DATA, NONE, NOT_IMPLEMENTED } from '../../../src/python/format/memory-map.js';
import { COUNT, DIGITS } from '../../../src/python/format/objects.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { runs } from '../../support/modules/runs.js';

const rt = openForTest();
const { kernel } = rt;

/** Numbers near powers of two, where carries and borrows are, and random ones up to 3000 bits, rarely 30000. */
const edges = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: -2, max: 2 }), fc.boolean())
  .map(([bits, off, negative]) => (negative ? -1n : 1n) * ((1n << BigInt(bits)) + BigInt(off)));
const long = (bits: number) =>
  fc.bigInt({ min: -(1n << BigInt(bits)), max: 1n << BigInt(bits) }).map((x) => (x % 5n === 0n ? (x >> 7n) << 9n : x));
const numbers = fc.oneof(
  { weight: 4, arbitrary: edges },
  { weight: 2, arbitrary: fc.bigInt({ min: -300n, max: 300n }) },
  { weight: 4, arbitrary: long(64) },
  { weight: 4, arbitrary: long(3000) },
  { weight: 1, arbitrary: long(30000) },
);

/** The result of a kernel function of ints, whose form must be the one that its size asks for. */
function run(name: string, ...operands: (bigint | number)[]): bigint {
  const { result } = asked(name, operands);
  const value = rt.bigInt(result);
  const isCompact = rt.views.word(result + DIGITS) === 0;
  expect(isCompact).toBe(value === BigInt.asIntN(32, value));
  if (value >= -5n && value <= 256n) expect(result).toBe(rt.int(value));
  return value;
}

function asked(name: string, operands: (bigint | number)[]): { result: number } {
  let result = 0;
  rt.pooled(() => {
    const words = operands.map((x) => (typeof x === 'bigint' ? rt.int(x) : x));
    const counts = words.map((p) => rt.views.word(p + COUNT));
    result = rt.keep(kernel[name](...words));
    words.forEach((p, at) => {
      // divmod may put an operand into its tuple; singletons are counted by everybody.
      if (p !== result && p > KERNEL_DATA && name !== 'number_divmod')
        expect(rt.views.word(p + COUNT)).toBe(counts[at]);
    });
    return result;
  });
  return { result };
}

const floorDivide = (a: bigint, b: bigint) => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};
const modulo = (a: bigint, b: bigint) => a - floorDivide(a, b) * b;

function failure(work: () => unknown): string {
  try {
    work();
  } catch {
    const pending = rt.pending();
    const [message] = rt.tupleItems(rt.views.word(pending + 12));
    const text = `${rt.shownTypeName(rt.typeOf(pending))}: ${message === undefined ? '' : rt.text(message)}`;
    rt.clearPending();
    return text;
  }
  return 'nothing failed';
}

const check = (property: fc.IRawProperty<unknown>, count = 500) => fc.assert(property as never, runs(count));

describe('ints', () => {
  it('add, subtract, multiply', () => {
    check(
      fc.property(numbers, numbers, (a, b) => {
        expect(run('number_add', a, b)).toBe(a + b);
        expect(run('number_subtract', a, b)).toBe(a - b);
        expect(run('number_multiply', a, b)).toBe(a * b);
        expect(run('number_multiply', a, a)).toBe(a * a);
      }),
    );
  });

  it('divide downwards', () => {
    check(
      fc.property(numbers, numbers, (a, b) => {
        fc.pre(b !== 0n);
        expect(run('number_floor_divide', a, b)).toBe(floorDivide(a, b));
        expect(run('number_remainder', a, b)).toBe(modulo(a, b));
        const [quotient, rest] = rt.tupleItems(asked('number_divmod', [a, b]).result).map((p) => rt.bigInt(p));
        expect([quotient, rest]).toEqual([floorDivide(a, b), modulo(a, b)]);
        expect(run('number_floor_divide', a * b + 1n, b)).toBe(floorDivide(a * b + 1n, b));
        expect(run('number_remainder', a * b - 1n, b)).toBe(modulo(a * b - 1n, b));
      }),
    );
  });

  it('shift and combine bits', () => {
    check(
      fc.property(numbers, numbers, fc.bigInt({ min: 0n, max: 400n }), (a, b, bits) => {
        expect(run('number_and', a, b)).toBe(a & b);
        expect(run('number_or', a, b)).toBe(a | b);
        expect(run('number_xor', a, b)).toBe(a ^ b);
        expect(run('number_invert', a)).toBe(~a);
        expect(run('number_lshift', a, bits)).toBe(a << bits);
        expect(run('number_rshift', a, bits)).toBe(a >> bits);
      }),
    );
  });

  it('negate, compare and count', () => {
    check(
      fc.property(numbers, numbers, (a, b) => {
        expect(run('number_negative', a)).toBe(-a);
        expect(run('number_absolute', a)).toBe(a < 0n ? -a : a);
        const operations = [a < b, a <= b, a === b, a !== b, a > b, a >= b];
        rt.pooled(() => {
          const [x, y] = [rt.int(a), rt.int(b)];
          operations.forEach((expected, operation) =>
            expect(kernel.compareBool(x, y, operation)).toBe(expected ? 1 : 0),
          );
          expect(kernel.truthOf(x)).toBe(a === 0n ? 0 : 1);
          return 0;
        });
        expect(run('int_bit_count', a)).toBe(
          BigInt([...(a < 0n ? -a : a).toString(2)].filter((c) => c === '1').length),
        );
      }),
    );
  });

  it('hash modulo the prime', () => {
    const prime = 2n ** 61n - 1n;
    check(
      fc.property(numbers, (a) => {
        const rest = (a < 0n ? -a : a) % prime;
        const hash = a < 0n ? -rest : rest;
        rt.pooled(() => {
          expect(kernel.hashOf(rt.int(a)) as unknown as bigint).toBe(hash === -1n ? -2n : hash);
          return 0;
        });
      }),
    );
  });

  it('raise to powers', () => {
    const exponents = fc.bigInt({ min: 0n, max: 60n });
    check(
      fc.property(fc.oneof(edges, long(200)), exponents, (a, b) => {
        expect(run('number_power', a, b, NONE)).toBe(a ** b);
      }),
    );
    check(
      fc.property(
        numbers,
        fc.oneof(
          exponents,
          long(300).map((x) => (x < 0n ? -x : x)),
        ),
        long(400),
        (a, b, m) => {
          fc.pre(m !== 0n);
          let power = 1n;
          for (const bit of b.toString(2)) power = modulo(power * power * (bit === '1' ? a : 1n), m);
          expect(run('number_power', a, b, m)).toBe(modulo(power, m));
        },
      ),
      200,
    );
  });

  it('invert modulo an int', () => {
    check(
      fc.property(numbers, numbers, (a, m) => {
        fc.pre(m > 1n && a !== 0n);
        if (run('int_gcd', a, m) === 1n) expect(modulo(run('number_power', a, -1n, m) * a, m)).toBe(1n);
        else
          expect(failure(() => run('number_power', a, -1n, m))).toBe(
            'ValueError: base is not invertible for the given modulus',
          );
      }),
      400,
    );
  });

  it('have a greatest common divisor', () => {
    const gcd = (a: bigint, b: bigint): bigint => {
      while (b !== 0n) [a, b] = [b, a % b];
      return a < 0n ? -a : a;
    };
    const some = fc.oneof(edges, long(64), long(1500));
    check(
      fc.property(some, some, long(500), (a, b, c) => {
        expect(run('int_gcd', a, b)).toBe(gcd(a, b));
        expect(run('int_gcd', a * c, b * c)).toBe(gcd(a * c, b * c));
      }),
      600,
    );
  });

  it('have a whole root', () => {
    check(
      fc.property(numbers, (a) => {
        const square = a * a;
        for (const x of [a < 0n ? -a : a, square, square + 1n, square === 0n ? 0n : square - 1n]) {
          const root = run('int_isqrt', x);
          expect(root * root <= x && (root + 1n) * (root + 1n) > x).toBe(true);
        }
      }),
      600,
    );
  });

  it('are written in decimals, up to a limit', () => {
    check(
      fc.property(fc.oneof(edges, long(3000)), (a) => {
        expect(rt.text(rt.keep(kernel.int_repr(rt.int(a))))).toBe(String(a));
      }),
    );
    expect(rt.text(rt.repr(rt.int(10n ** 4299n)))).toHaveLength(4300);
    const message =
      'ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit';
    expect(failure(() => rt.repr(rt.int(10n ** 4300n)))).toBe(message);
    expect(failure(() => rt.repr(rt.int(10n ** 9000n)))).toBe(message);
  });

  it('become doubles, rounded half to even, and come from them', () => {
    check(
      fc.property(
        fc.oneof(
          numbers,
          edges.map((x) => x * (1n << 60n) + x),
        ),
        (a) => {
          rt.pooled(() => {
            expect(kernel.int_to_f64(rt.int(a))).toBe(Number(a));
            return 0;
          });
        },
      ),
    );
    check(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        rt.pooled(() => {
          expect(rt.bigInt(rt.keep(kernel.int_from_f64(x)))).toBe(BigInt(Math.trunc(x)));
          return 0;
        });
      }),
    );
  });

  it('refuse what they cannot do', () => {
    const refused = (name: string, ...operands: (bigint | number)[]) => failure(() => run(name, ...operands));
    expect(refused('number_floor_divide', 1n, 0n)).toBe('ZeroDivisionError: integer division or modulo by zero');
    expect(refused('number_remainder', 1n << 99n, 0n)).toBe('ZeroDivisionError: integer modulo by zero');
    expect(refused('number_true_divide', 1n, 0n)).toBe('ZeroDivisionError: division by zero');
    expect(refused('number_lshift', 1n, -1n)).toBe('ValueError: negative shift count');
    expect(refused('number_lshift', 1n, 1n << 70n)).toBe('OverflowError: too many digits in integer');
    expect(refused('number_lshift', 1n, 1n << 40n)).toBe('MemoryError: ');
    expect(refused('number_power', 2n, 3n, 0n)).toBe('ValueError: pow() 3rd argument cannot be 0');
    expect(refused('number_true_divide', 10n ** 400n, 3n)).toBe(
      'OverflowError: integer division result too large for a float',
    );
    expect(refused('number_add', 1n, rt.string('a'))).toBe(
      "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
    );
    expect(refused('number_inplace_remainder', 1n, rt.dict())).toBe(
      "TypeError: unsupported operand type(s) for %=: 'int' and 'dict'",
    );
    expect(kernel.int_add(rt.int(1), NONE)).toBe(NOT_IMPLEMENTED);
  });
});
