/** Sums and products of many numbers. */
import type { Address } from '../../../base/ids.js';
import { IS_TUPLE, OVERFLOW_ERROR, TYPE_FLAGS, VALUE_ERROR } from '../../format/types.js';
import { realValue } from '../../objects/numbers/arguments.js';
import type { Runtime } from '../../runtime/runtime.js';
import { argumentsAt } from './integers.js';

/**
 * The sum of all, rounded once: partial sums that do not overlap (Shewchuk 1997, Adaptive precision floating-point
 * arithmetic), least first.
 */
export function fsum(rt: Runtime, _: Address, iterable: Address): Address {
  const partials: number[] = [];
  let special = 0;
  let infinite = 0;
  for (const item of rt.items(iterable)) {
    const value = realValue(rt, item);
    if (!Number.isFinite(value)) {
      special += value;
      if (!Number.isNaN(value)) infinite += value;
      continue;
    }
    if (!addPartial(partials, value)) rt.raise(OVERFLOW_ERROR, 'intermediate overflow in fsum');
  }
  if (special !== 0) {
    if (Number.isNaN(infinite)) rt.raise(VALUE_ERROR, '-inf + inf in fsum');
    return rt.float(special);
  }
  return rt.float(total(partials));
}

/** False when a partial sum is too large. */
function addPartial(partials: number[], value: number): boolean {
  let x = value;
  let kept = 0;
  for (let y of partials) {
    if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
    const high = x + y;
    const low = y - (high - x);
    if (low !== 0) partials[kept++] = low;
    x = high;
  }
  partials.length = kept;
  if (x !== 0) {
    if (!Number.isFinite(x)) return false;
    partials.push(x);
  }
  return true;
}

/** From the largest on, until what is left cannot change the result but for a half. */
function total(partials: readonly number[]): number {
  let at = partials.length;
  if (at === 0) return 0;
  let high = partials[--at];
  let low = 0;
  while (at > 0) {
    const x = high;
    const y = partials[--at];
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  // Exactly halfway so far: the next one decides.
  if (at > 0 && low < 0 === partials[at - 1] < 0 && partials[at - 1] !== 0) {
    const doubled = low * 2;
    const rounded = high + doubled;
    if (doubled === rounded - high) return rounded;
  }
  return high;
}

export function prod(rt: Runtime, _: Address, [iterable, start]: Address[]): Address {
  let result = start === 0 ? rt.int(1) : start;
  for (const item of rt.items(iterable)) result = rt.keep(rt.kernel.number_multiply(result, item));
  return result;
}

export function hypot(rt: Runtime, _: Address, at: Address, count: number): Address {
  return length(
    rt,
    argumentsAt(rt, at, count).map((p) => realValue(rt, p)),
  );
}

export function dist(rt: Runtime, _: Address, at: Address, count: number): Address {
  const [p, q] = argumentsAt(rt, at, count).map((point) => coordinates(rt, point));
  if (p.length !== q.length) rt.raise(VALUE_ERROR, 'both points must have the same number of dimensions');
  return length(
    rt,
    p.map((item, dimension) => realValue(rt, item) - realValue(rt, q[dimension])),
  );
}

function coordinates(rt: Runtime, point: Address): Address[] {
  const isTuple = (rt.views.word(rt.typeOf(point) + TYPE_FLAGS) & IS_TUPLE) !== 0;
  return isTuple ? rt.tupleItems(point) : rt.items(point);
}

function length(rt: Runtime, parts: readonly number[]): Address {
  const bytes = 8 * Math.max(parts.length, 1);
  const block = rt.kernel.allocBlock(bytes);
  if (block === 0) {
    rt.kernel.raiseMemoryError();
    return rt.keep(0);
  }
  parts.forEach((part, dimension) => (rt.views.f64[(block >> 3) + dimension] = Math.abs(part)));
  const result = rt.kernel.vectorLength(block, parts.length);
  rt.kernel.freeBlock(block, bytes);
  return rt.float(result);
}
