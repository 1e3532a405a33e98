/** Dialects: how fields are told apart. */
import type { Address } from '../../../base/ids.js';
import { FALSE, NONE, TRUE } from '../../format/memory-map.js';
import { CSV_DIALECT_TYPE } from '../../format/module-types.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { ATTRIBUTE_ERROR, INT_TYPE, TYPE_ERROR } from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeStated, stateOf, statedType } from '../stated-objects.js';
import { dialectNamed } from './registry.js';

export const QUOTING = { QUOTE_MINIMAL: 0, QUOTE_ALL: 1, QUOTE_NONNUMERIC: 2, QUOTE_NONE: 3 } as const;

export interface Dialect {
  readonly delimiter: string;
  readonly doublequote: boolean;
  readonly escapechar: string | undefined;
  readonly lineterminator: string;
  readonly quotechar: string | undefined;
  readonly quoting: number;
  readonly skipinitialspace: boolean;
  readonly strict: boolean;
}

const NAMES = [
  'delimiter',
  'doublequote',
  'escapechar',
  'lineterminator',
  'quotechar',
  'quoting',
  'skipinitialspace',
  'strict',
] as const;

export const dialectOf = (rt: Runtime, self: Address): Dialect => stateOf<Dialect>(rt, self);

/** A Dialect with these keyword arguments, where there are any. @param base 0, a name, or what has attributes of a dialect */
export function makeDialect(rt: Runtime, base: Address, named: Address): Address {
  const names = named === 0 ? {} : Object.fromEntries(rt.dictItems(named).map(([key, value]) => [rt.text(key), value]));
  return rt.call(CSV_DIALECT_TYPE, base === 0 ? [] : [base], names);
}

function newDialect(rt: Runtime, type: Address, [base, ...given]: readonly Address[]): Address {
  const found = base !== 0 && rt.isString(base) ? dialectNamed(rt, base) : base;
  if (found !== 0 && rt.isInstance(found, CSV_DIALECT_TYPE) && given.every((value) => value === 0)) return found;
  const values = NAMES.map((name, at) => {
    if (given[at] !== 0 || found === 0) return given[at];
    return rt.catching(
      ATTRIBUTE_ERROR,
      () => rt.attribute(found, name),
      () => 0,
    );
  });
  return makeStated(rt, type, read(rt, values));
}

function read(rt: Runtime, values: readonly Address[]): Dialect {
  const [delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict] = values;
  const truth = (value: Address, otherwise: boolean) => (value === 0 ? otherwise : rt.truth(value));
  const noQuotes = quotechar === NONE && quoting === 0;
  const dialect = {
    delimiter: delimiter === 0 ? ',' : character(rt, 'delimiter', delimiter, 'string'),
    doublequote: truth(doublequote, true),
    escapechar: optionalCharacter(rt, 'escapechar', escapechar, undefined),
    lineterminator: lineEnd(rt, lineterminator),
    quotechar: optionalCharacter(rt, 'quotechar', quotechar, '"'),
    quoting: noQuotes ? QUOTING.QUOTE_NONE : quotingOf(rt, quoting),
    skipinitialspace: truth(skipinitialspace, false),
    strict: truth(strict, false),
  };
  if (dialect.quoting < 0 || dialect.quoting > QUOTING.QUOTE_NONE) rt.raise(TYPE_ERROR, 'bad "quoting" value');
  if (dialect.quoting !== QUOTING.QUOTE_NONE && dialect.quotechar === undefined)
    rt.raise(TYPE_ERROR, 'quotechar must be set if quoting enabled');
  if (dialect.lineterminator === undefined) return rt.raise(TYPE_ERROR, 'lineterminator must be set');
  return { ...dialect, lineterminator: dialect.lineterminator };
}

function character(rt: Runtime, name: string, value: Address, kind: string): string {
  if (!rt.isString(value)) rt.raise(TYPE_ERROR, `"${name}" must be ${kind}, not ${rt.shownTypeName(rt.typeOf(value))}`);
  const text = rt.text(value);
  if ([...text].length !== 1) rt.raise(TYPE_ERROR, `"${name}" must be a 1-character string`);
  return text;
}

function optionalCharacter(
  rt: Runtime,
  name: string,
  value: Address,
  otherwise: string | undefined,
): string | undefined {
  if (value === 0) return otherwise;
  return value === NONE ? undefined : character(rt, name, value, 'string or None');
}

function lineEnd(rt: Runtime, value: Address): string | undefined {
  if (value === 0) return '\r\n';
  if (value === NONE) return undefined;
  return rt.isString(value) ? rt.text(value) : rt.raise(TYPE_ERROR, '"lineterminator" must be a string');
}

function quotingOf(rt: Runtime, value: Address): number {
  if (value === 0) return QUOTING.QUOTE_MINIMAL;
  if (rt.typeOf(value) !== INT_TYPE) rt.raise(TYPE_ERROR, '"quoting" must be an integer');
  return rt.compactInt(value) ?? -1;
}

/** An attribute as Python has it. */
function shown(rt: Runtime, value: Dialect[keyof Dialect]): Address {
  if (value === undefined) return NONE;
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  return typeof value === 'number' ? rt.int(value) : rt.string(value);
}

function refusePickle(rt: Runtime, self: Address): never {
  return rt.raise(TYPE_ERROR, `cannot pickle '${rt.typeName(rt.typeOf(self))}' instances`);
}

const STATED = statedType(CSV_DIALECT_TYPE, 'Dialect', '_csv');

export const DIALECT: TypeDefinition = {
  ...STATED,
  doc: 'CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n',
  slots: {
    ...STATED.slots,
    NEW: newSlot('', `dialect=0, ${NAMES.map((name) => `${name}=0`).join(', ')}`, newDialect),
  },
  methods: [method('__reduce__', NO_ARGUMENTS, refusePickle), method('__reduce_ex__', ONE_ARGUMENT, refusePickle)],
  properties: NAMES.map((name) => ({ name, get: (rt, self) => shown(rt, dialectOf(rt, self)[name]) })),
};
