import { describe, expect, it } from 'vitest';
import { PythonError } from '../../../src/python/runtime/python-error.js';
import {
  EXCEPTION,
  INT_TYPE,
  LIST_TYPE,
  OBJECT_TYPE,
  OS_ERROR,
  STR_TYPE,
  TUPLE_TYPE,
  TYPE_TYPE,
} from '../../../src/python/format/types.js';
import type { Runtime } from '../../../src/python/runtime/runtime.js';
import { faultText, recount } from '../../../src/python/sanity/recount.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';

function makeClass(rt: Runtime, name: string, bases: number[] = [], attributes: Record<string, number> = {}): number {
  const dict = rt.dict();
  for (const [key, value] of Object.entries(attributes)) rt.dictSet(dict, rt.name(key), value);
  return rt.call(TYPE_TYPE, [rt.string(name), rt.tuple(bases), dict]);
}

/** What a call raises, as `Type: text`. */
function raised(rt: Runtime, work: () => unknown): string {
  try {
    work();
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    const exception = rt.pending();
    rt.hold(exception);
    rt.clearPending();
    return `${rt.typeName(rt.typeOf(exception))}: ${rt.text(rt.str(exception))}`;
  }
  return 'nothing';
}

const shown = (rt: Runtime, p: number) => rt.text(rt.repr(p));

describe('classes', () => {
  it('are made, instantiated and have attributes', () => {
    const rt = openForTest();
    const point = makeClass(rt, 'Point', [], { kind: rt.int(7) });
    const p = rt.call(point);
    expect(shown(rt, point)).toBe("<class 'Point'>");
    expect(shown(rt, p)).toMatch(/^<Point object at 0x[0-9a-f]+>$/);
    for (let i = 0; i < 50; i++) rt.setAttribute(p, `attribute${i}`, rt.int(i));
    for (let i = 0; i < 50; i++) expect(rt.compactInt(rt.attribute(p, `attribute${i}`))).toBe(i);
    expect(rt.compactInt(rt.attribute(p, 'kind'))).toBe(7);
    rt.setAttribute(point, 'kind', rt.int(8));
    expect(rt.compactInt(rt.attribute(p, 'kind'))).toBe(8);
    const q = rt.call(point);
    rt.setAttribute(q, 'x', rt.int(1));
    expect(rt.dictItems(rt.attribute(q, '__dict__')).map(([key]) => rt.text(key))).toEqual(['x']);
    expect(rt.compactInt(rt.attribute(q, 'x'))).toBe(1);
    expect(raised(rt, () => rt.attribute(q, 'y'))).toBe("AttributeError: 'Point' object has no attribute 'y'");
    expect(raised(rt, () => rt.call(point, [q]))).toBe('TypeError: Point() takes no arguments');
  });

  it('derive from classes and types', () => {
    const rt = openForTest();
    const names = (type: number) => rt.tupleItems(rt.attribute(type, '__mro__')).map((each) => rt.typeName(each));
    const a = makeClass(rt, 'A');
    const b = makeClass(rt, 'B', [a]);
    const c = makeClass(rt, 'C', [a]);
    const d = makeClass(rt, 'D', [b, c]);
    expect(names(d)).toEqual(['D', 'B', 'C', 'A', 'object']);
    expect(raised(rt, () => makeClass(rt, 'X', [a, b]))).toBe(
      'TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B',
    );
    expect(raised(rt, () => makeClass(rt, 'X', [INT_TYPE, STR_TYPE]))).toBe(
      'TypeError: multiple bases have instance lay-out conflict',
    );
    for (const [base, value] of [
      [LIST_TYPE, '[1, 2]'],
      [TUPLE_TYPE, '(1, 2)'],
    ] as const) {
      const derived = makeClass(rt, 'Derived', [base]);
      const p = rt.call(derived, [rt.list([rt.int(1), rt.int(2)])]);
      rt.setAttribute(p, 'x', rt.int(3));
      expect(shown(rt, p)).toBe(value);
      expect(rt.compactInt(rt.attribute(p, 'x'))).toBe(3);
    }
    const integer = rt.call(makeClass(rt, 'Integer', [INT_TYPE]), [rt.int(10n ** 30n)]);
    rt.setAttribute(integer, 'x', rt.int(3));
    expect(shown(rt, integer)).toBe(String(10n ** 30n));
    const error = makeClass(rt, 'Failure', [EXCEPTION]);
    expect(shown(rt, rt.call(error, [rt.int(1), rt.int(2)]))).toBe('Failure(1, 2)');
  });

  it('wrap slots as special methods', () => {
    const rt = openForTest();
    const list = rt.list([rt.int(5)]);
    expect(rt.compactInt(rt.call(rt.attribute(list, '__len__')))).toBe(1);
    expect(rt.compactInt(rt.call(rt.attribute(LIST_TYPE, '__len__'), [list]))).toBe(1);
    expect(shown(rt, rt.attribute(LIST_TYPE, '__len__'))).toBe("<slot wrapper '__len__' of 'list' objects>");
    expect(shown(rt, rt.attribute(LIST_TYPE, 'append'))).toBe("<method 'append' of 'list' objects>");
    expect(raised(rt, () => rt.call(rt.attribute(LIST_TYPE, '__len__'), [rt.int(1)]))).toBe(
      "TypeError: descriptor '__len__' requires a 'list' object but received a 'int'",
    );
    expect(raised(rt, () => rt.call(rt.attribute(list, '__len__'), [list]))).toBe(
      'TypeError: expected 0 arguments, got 1',
    );
    expect(raised(rt, () => rt.setAttribute(LIST_TYPE, 'x', list))).toBe(
      "TypeError: cannot set 'x' attribute of immutable type 'list'",
    );
    expect(raised(rt, () => rt.setAttribute(list, 'x', list))).toBe(
      "AttributeError: 'list' object has no attribute 'x'",
    );
    expect(raised(rt, () => rt.setAttribute(list, 'append', list))).toBe(
      "AttributeError: 'list' object attribute 'append' is read-only",
    );
  });

  it('have __slots__', () => {
    const rt = openForTest();
    const point = makeClass(rt, 'Point', [], { __slots__: rt.tuple([rt.name('x'), rt.name('y')]) });
    const p = rt.call(point);
    rt.setAttribute(p, 'x', rt.int(1));
    expect(rt.compactInt(rt.attribute(p, 'x'))).toBe(1);
    expect(raised(rt, () => rt.attribute(p, 'y'))).toBe("AttributeError: 'Point' object has no attribute 'y'");
    expect(raised(rt, () => rt.setAttribute(p, 'z', p))).toBe("AttributeError: 'Point' object has no attribute 'z'");
    const derived = makeClass(rt, 'Derived', [point]);
    const q = rt.call(derived);
    for (const name of ['x', 'y', 'z']) rt.setAttribute(q, name, rt.name(name));
    for (const name of ['x', 'y', 'z']) expect(rt.text(rt.attribute(q, name))).toBe(name);
    expect(raised(rt, () => makeClass(rt, 'Z', [], { __slots__: rt.tuple([rt.name('x')]), x: p }))).toBe(
      "ValueError: 'x' in __slots__ conflicts with class variable",
    );
  });

  it('leave nothing behind', () => {
    const rt = openForTest();
    rt.pooled(() => {
      const base = makeClass(rt, 'Base');
      const derived = makeClass(rt, 'Derived', [base, LIST_TYPE], { __slots__: rt.tuple([rt.name('slot')]) });
      const p = rt.call(derived);
      rt.setAttribute(p, 'slot', p);
      rt.setAttribute(base, 'attribute', p);
      const q = rt.call(base);
      rt.setAttribute(q, 'self', q);
      return 0;
    });
    rt.kernel.collect(2);
    expect(rt.tupleItems(rt.attribute(OBJECT_TYPE, '__bases__'))).toEqual([]);
    expect(recount(rt).map(faultText)).toEqual([]);
  });
});

describe('exceptions', () => {
  it('choose the subclass of OSError and show its parts', () => {
    const rt = openForTest();
    const error = rt.call(OS_ERROR, [rt.int(2), rt.string('No such file'), rt.string('a')]);
    expect(rt.typeName(rt.typeOf(error))).toBe('FileNotFoundError');
    expect(rt.text(rt.str(error))).toBe("[Errno 2] No such file: 'a'");
    expect(shown(rt, error)).toBe("FileNotFoundError(2, 'No such file')");
  });
});
