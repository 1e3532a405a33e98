/** Classes that derive from numbers, and operators between all kinds of objects. */
import { describe, expect, it } from 'vitest';
import { NONE, NOT_IMPLEMENTED } from '../../../src/python/format/memory-map.js';
import { KEYWORDS } from '../../../src/python/format/objects.js';
import {
  BOOL_TYPE,
  COMPLEX_TYPE,
  FLOAT_TYPE,
  INT_TYPE,
  OBJECT_TYPE,
  TYPE_TYPE,
} from '../../../src/python/format/types.js';
import { builtinFunction } from '../../../src/python/runtime/install.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { outcome } from './golden-values.js';

const rt = openForTest();
const { kernel } = rt;

function classOf(name: string, base: number, methods: Record<string, (self: number, other: number) => number> = {}) {
  const dict = rt.dict();
  for (const [key, call] of Object.entries(methods)) {
    const function_ = builtinFunction(
      rt,
      {
        name: key,
        convention: KEYWORDS,
        call: () => 0,
        parameters: 'self, other=None',
        bound: (_, __, [self, other]) => call(self, other),
      },
      0,
      0,
    );
    rt.dictSet(dict, rt.name(key), function_);
  }
  rt.placeNatives();
  return rt.call(TYPE_TYPE, [rt.name(name), rt.tuple([base]), dict]);
}

describe('classes that derive from numbers', () => {
  it('hold values of any size, attributes too', () => {
    const type = classOf('MyInt', INT_TYPE);
    for (const value of [0n, -7n, 2n ** 31n, -(2n ** 200n)]) {
      const p = rt.call(type, [rt.int(value)]);
      expect(rt.typeOf(p)).toBe(type);
      expect(rt.bigInt(p)).toBe(value);
      rt.setAttribute(p, 'note', rt.int(5));
      expect(rt.bigInt(rt.attribute(p, 'note'))).toBe(5n);
      expect(rt.text(rt.repr(p))).toBe(String(value));
      for (const [name, expected] of [
        ['number_add', value + 1n],
        ['number_multiply', value],
        ['number_floor_divide', value],
      ] as const) {
        const result = rt.keep(kernel[name](p, rt.int(1)));
        expect(rt.typeOf(result)).toBe(INT_TYPE);
        expect(rt.bigInt(result)).toBe(expected);
      }
      expect(kernel.compareBool(p, rt.int(value), 2)).toBe(1);
      expect(kernel.hashOf(p)).toBe(kernel.hashOf(rt.int(value)));
      expect(rt.typeOf(rt.keep(kernel.number_positive(p)))).toBe(INT_TYPE);
    }
  });

  it('of float and complex', () => {
    const float = classOf('MyFloat', FLOAT_TYPE);
    const p = rt.call(float, [rt.float(1.5)]);
    rt.setAttribute(p, 'note', rt.int(5));
    expect(rt.floatValue(p)).toBe(1.5);
    expect(rt.typeOf(rt.keep(kernel.number_add(p, p)))).toBe(FLOAT_TYPE);
    const complex = classOf('MyComplex', COMPLEX_TYPE);
    const z = rt.call(complex, [rt.float(1.5), rt.int(2)]);
    rt.setAttribute(z, 'note', rt.int(5));
    expect(rt.text(rt.repr(z))).toBe('(1.5+2j)');
  });

  it('is refused for bool', () => {
    expect(outcome(rt, () => classOf('MyBool', BOOL_TYPE))).toBe(
      "!TypeError: type 'bool' is not an acceptable base type",
    );
  });

  it('is asked first where it is the right operand and has the method itself', () => {
    const type = classOf('Eager', INT_TYPE, { __radd__: () => rt.name('asked') });
    const p = rt.call(type, [rt.int(3)]);
    expect(rt.text(rt.keep(kernel.number_add(rt.int(1), p)))).toBe('asked');
    expect(rt.bigInt(rt.keep(kernel.number_add(p, rt.int(1))))).toBe(4n);
  });
});

describe('operators', () => {
  it('ask the left operand, then the right one, then give up', () => {
    const shy = classOf('Shy', OBJECT_TYPE, { __add__: () => NOT_IMPLEMENTED, __mul__: () => rt.name('left') });
    const right = classOf('Right', OBJECT_TYPE, { __radd__: () => rt.name('right'), __rpow__: () => rt.name('power') });
    const a = rt.call(shy);
    const b = rt.call(right);
    const text = (name: string, ...operands: number[]) => outcome(rt, () => rt.keep(kernel[name](...operands)));
    expect(text('number_add', a, b)).toBe('sright');
    expect(text('number_inplace_add', a, b)).toBe('sright');
    expect(text('number_multiply', a, b)).toBe('sleft');
    expect(text('number_power', a, b, NONE)).toBe('spower');
    expect(text('number_add', a, rt.int(1))).toBe("!TypeError: unsupported operand type(s) for +: 'Shy' and 'int'");
    expect(text('number_inplace_subtract', a, b)).toBe(
      "!TypeError: unsupported operand type(s) for -=: 'Shy' and 'Right'",
    );
    expect(text('number_power', a, rt.int(2), NONE)).toBe(
      "!TypeError: unsupported operand type(s) for ** or pow(): 'Shy' and 'int'",
    );
    expect(text('number_negative', a)).toBe("!TypeError: bad operand type for unary -: 'Shy'");
    expect(text('number_absolute', a)).toBe("!TypeError: bad operand type for abs(): 'Shy'");
  });

  it('join and repeat sequences', () => {
    const text = (name: string, ...operands: number[]) => outcome(rt, () => rt.keep(kernel[name](...operands)));
    const list = () => rt.list([rt.int(1)]);
    expect(text('number_add', rt.string('a'), rt.string('b'))).toBe('sab');
    expect(text('number_multiply', rt.string('ab'), rt.int(3))).toBe('sababab');
    expect(text('number_multiply', rt.int(2), rt.string('ab'))).toBe('sabab');
    expect(text('number_multiply', rt.tuple([rt.int(1)]), rt.int(2))).toBe('t["i1", "i1"]');
    expect(text('number_add', list(), rt.int(1))).toBe('!TypeError: can only concatenate list (not "int") to list');
    expect(text('number_add', rt.int(1), list())).toBe(
      "!TypeError: unsupported operand type(s) for +: 'int' and 'list'",
    );
    expect(text('number_multiply', list(), rt.string('a'))).toBe(
      "!TypeError: can't multiply sequence by non-int of type 'str'",
    );
    expect(text('number_multiply', list(), rt.int(2n ** 70n))).toBe(
      "!OverflowError: cannot fit 'int' into an index-sized integer",
    );
    const target = list();
    expect(rt.keep(kernel.number_inplace_add(target, rt.tuple([rt.int(2)])))).toBe(target);
    expect(rt.listItems(target).map((p) => rt.bigInt(p))).toEqual([1n, 2n]);
    expect(rt.keep(kernel.number_inplace_multiply(target, rt.int(2)))).toBe(target);
    expect(rt.listItems(target)).toHaveLength(4);
  });
});
