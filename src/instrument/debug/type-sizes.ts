/** How many bytes a value takes, through typedefs, qualifiers and arrays. Source: DWARF 5, chapter 5. */
import type { Bytes } from '../../base/ids.js';
import { AT, TAG } from './dwarf.js';
import type { Entry } from './entry.js';
import type { Units } from './units.js';

const MAXIMUM_DEPTH = 32;

/** Size of the entry's type; 0 when unknown (a variable-length array, an incomplete type). */
export function sizeOfVariable(units: Units, entry: Entry): Bytes {
  for (const origin of units.origins(entry)) {
    const type = units.follow(origin, AT.type);
    if (type !== undefined) return sizeOfType(units, type, 0);
  }
  return 0;
}

/** True for an array whose length only the running program knows. */
export function isVariableLengthArray(units: Units, entry: Entry): boolean {
  for (const origin of units.origins(entry)) {
    const type = units.follow(origin, AT.type);
    if (type !== undefined) return type.tag === TAG.arrayType && sizeOfType(units, type, 0) === 0;
  }
  return false;
}

function sizeOfType(units: Units, type: Entry, depth: number): Bytes {
  const size = type.number(AT.byteSize);
  if (size !== undefined) return size;
  switch (type.tag) {
    case TAG.pointerType:
    case TAG.referenceType:
    case TAG.rvalueReferenceType:
      return type.unit.addressSize;
    case TAG.arrayType:
      return elementCount(type) * sizeOfTarget(units, type, depth);
    case TAG.typedef:
    case TAG.constType:
    case TAG.volatileType:
    case TAG.restrictType:
    case TAG.atomicType:
    case TAG.enumerationType:
      return sizeOfTarget(units, type, depth);
    default:
      return 0;
  }
}

function sizeOfTarget(units: Units, type: Entry, depth: number): Bytes {
  const target = depth < MAXIMUM_DEPTH ? units.follow(type, AT.type) : undefined;
  return target === undefined ? 0 : sizeOfType(units, target, depth + 1);
}

/** Product over the array's dimensions. A count that is no constant makes it 0. */
function elementCount(array: Entry): number {
  if (!array.hasChildren) return 0;
  let product = 1;
  let position = array.next;
  for (let child = array.unit.entry(position); child !== undefined; child = array.unit.entry(position)) {
    position = child.next;
    if (child.tag !== TAG.subrangeType || child.hasChildren) continue;
    const upper = child.number(AT.upperBound);
    product *= child.number(AT.count) ?? (upper === undefined ? 0 : upper + 1);
  }
  return product;
}
