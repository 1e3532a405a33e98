/** Values in goldens (make-goldens.py says how they are written) as objects of a runtime, and back. */
import { FALSE, NONE, NOT_IMPLEMENTED, TRUE } from '../../../src/python/format/memory-map.js';
import { EXCEPTION_ARGS, IMAGINARY, REAL } from '../../../src/python/format/objects.js';
import * as FORMAT from '../../../src/python/format/types.js';
import type { Runtime } from '../../../src/python/runtime/runtime.js';

const doubles = new DataView(new ArrayBuffer(8));

export function double(hex: string): number {
  doubles.setBigUint64(0, BigInt(`0x${hex}`));
  return doubles.getFloat64(0);
}

function hexOf(value: number): string {
  doubles.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  return doubles.getBigUint64(0).toString(16).padStart(16, '0');
}

export function decode(rt: Runtime, text: string): number {
  const rest = text.slice(1);
  const items = () => (JSON.parse(rest) as string[]).map((item) => decode(rt, item));
  switch (text[0]) {
    case 'i':
      return rt.int(BigInt(rest));
    case 'f':
      return rt.float(double(rest));
    case 'c':
      return rt.keep(rt.kernel.newComplex(double(rest.slice(0, 16)), double(rest.slice(16))));
    case 's':
      return rt.string(rest);
    case 'b':
      return rest === 'True' ? TRUE : FALSE;
    case 't':
      return rt.tuple(items());
    case 'l':
      return rt.list(items());
    default:
      return NONE;
  }
}

function encode(rt: Runtime, p: number): string {
  const { views } = rt;
  switch (rt.typeOf(p)) {
    case FORMAT.INT_TYPE:
      return `i${rt.bigInt(p)}`;
    case FORMAT.FLOAT_TYPE:
      return `f${hexOf(rt.floatValue(p))}`;
    case FORMAT.COMPLEX_TYPE:
      return `c${hexOf(views.f64[(p + REAL) >> 3])}${hexOf(views.f64[(p + IMAGINARY) >> 3])}`;
    case FORMAT.STR_TYPE:
      return `s${rt.text(p)}`;
    case FORMAT.BOOL_TYPE:
      return p === TRUE ? 'bTrue' : 'bFalse';
    case FORMAT.TUPLE_TYPE:
      return `t[${rt
        .tupleItems(p)
        .map((item) => JSON.stringify(encode(rt, item)))
        .join(', ')}]`;
    default:
      return `an object of type ${rt.shownTypeName(rt.typeOf(p))}`;
  }
}

/** What `work` gives, or the exception that it raises. */
export function outcome(rt: Runtime, work: () => number): string {
  let text = '';
  rt.pooled(() => {
    try {
      const result = work();
      text = result === NOT_IMPLEMENTED ? 'NotImplemented' : encode(rt, result);
    } catch (problem) {
      const pending = rt.pending();
      if (pending === 0) throw problem;
      const args = rt.tupleItems(rt.views.word(pending + EXCEPTION_ARGS));
      const message = args.length === 1 ? rt.text(args[0]) : `(${args.map((p) => rt.text(rt.repr(p))).join(', ')})`;
      text = `!${rt.shownTypeName(rt.typeOf(pending))}: ${message}`;
      rt.clearPending();
    }
    return 0;
  });
  return text;
}

/** Whether floats, or the parts of complex numbers, differ by no more than a share of the larger part. */
export function isClose(found: string, expected: string, share: number): boolean {
  if (found === expected) return true;
  if (found[0] !== expected[0] || !'fc'.includes(found[0])) return false;
  const parts = (text: string) => (text.slice(1).match(/.{16}/g) ?? []).map(double);
  return parts(found).every((x, at) => {
    const y = parts(expected)[at];
    return Object.is(x, y) || Math.abs(x - y) <= share * Math.max(...parts(expected).map(Math.abs));
  });
}
