/** Parameters of natives in Python's notation, and arguments bound to them with CPython's words for what does not fit. */
import type { Address } from '../../base/ids.js';
import { EMPTY_TUPLE, NONE } from '../format/memory-map.js';
import { TYPE_ERROR } from '../format/types.js';
import type { Runtime } from './runtime.js';

export interface Parameters {
  readonly function_: string;
  readonly names: readonly string[];
  /** Those before `/`. */
  readonly positionalOnly: number;
  /** Those that may be given by position. */
  readonly positional: number;
  /** Those without a default. */
  readonly required: readonly boolean[];
  /** With so many by position none that is required is missing. */
  readonly least: number;
  /** Where the tuple of `*args` and the dict of `**kw` go, or -1. */
  readonly rest: number;
  readonly restNamed: number;
  /** Those that must be strs. */
  readonly texts: readonly TextParameter[];
}

interface TextParameter {
  readonly at: number;
  readonly orNone: boolean;
}

/** `'iterable, /, *, key=None, mode: str="r", errors: str | None=None'`: what has any default is 0 when it is left out. */
export function parseParameters(function_: string, notation: string): Parameters {
  const names: string[] = [];
  const required: boolean[] = [];
  const texts: TextParameter[] = [];
  let positionalOnly = 0;
  let positional = -1;
  let rest = -1;
  let restNamed = -1;
  for (const part of notation.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    if (part === '/') positionalOnly = names.length;
    else if (part === '*') positional = names.length;
    else if (part.startsWith('**')) restNamed = names.push(part.slice(2)) - 1;
    else if (part.startsWith('*')) {
      positional = names.length;
      rest = names.push(part.slice(1)) - 1;
    } else {
      const [declared, initial] = part.split('=');
      const [name, kind] = declared.split(':');
      names.push(name);
      if (kind !== undefined) texts.push({ at: names.length - 1, orNone: kind.includes('None') });
      required[names.length - 1] = initial === undefined;
    }
  }
  if (positional === -1) positional = restNamed === -1 ? names.length : restNamed;
  const least = required.lastIndexOf(true) + 1;
  return { function_, names, positionalOnly, positional, required, least, rest, restNamed, texts };
}

/** The arguments in the order of the parameters, borrowed. @throws PythonError with TypeError */
export function bindParameters(rt: Runtime, p: Parameters, at: Address, positional: number, names: Address): Address[] {
  const bound = bind(rt, p, at, positional, names);
  if (p.texts.length > 0) requireTexts(rt, p, bound);
  return bound;
}

function requireTexts(rt: Runtime, p: Parameters, bound: readonly Address[]): void {
  for (const { at, orNone } of p.texts) {
    const value = bound[at];
    if (value === 0 || rt.isString(value) || (orNone && value === NONE)) continue;
    const expected = orNone ? 'str or None' : 'str';
    const which = at < p.positionalOnly ? `${at + 1}` : `'${p.names[at]}'`;
    rt.raise(TYPE_ERROR, `${p.function_}() argument ${which} must be ${expected}, not ${rt.argumentTypeName(value)}`);
  }
}

function bind(rt: Runtime, p: Parameters, at: Address, positional: number, names: Address): Address[] {
  if (names === 0 && positional >= p.least && positional <= p.positional && p.rest === -1 && p.restNamed === -1)
    return p.names.map((_, to) => (to < positional ? rt.views.word(at + 4 * to) : 0));
  const given = rt.words(at, positional);
  const keywords = names === 0 ? [] : rt.tupleItems(names);
  if (positional > p.positional && p.rest === -1) tooMany(rt, p, positional + keywords.length);
  if (positional > 0 && p.rest === -1 && p.restNamed === -1 && positional + keywords.length > p.names.length)
    tooMany(rt, p, positional + keywords.length);
  if (keywords.length > p.names.length && p.rest === -1 && p.restNamed === -1 && p.positionalOnly < p.names.length)
    rt.raise(
      TYPE_ERROR,
      `${p.function_}() takes at most ${p.names.length} keyword argument${p.names.length === 1 ? '' : 's'} (${keywords.length} given)`,
    );
  const bound: Address[] = p.names.map(() => 0);
  for (let i = 0; i < Math.min(positional, p.positional); i++) bound[i] = given[i];
  if (p.rest !== -1) bound[p.rest] = positional > p.positional ? rt.tuple(given.slice(p.positional)) : EMPTY_TUPLE;
  if (p.restNamed !== -1) bound[p.restNamed] = rt.dict();
  keywords.forEach((keyword, index) => {
    const name = rt.text(keyword);
    const value = rt.views.word(at + 4 * (positional + index));
    const to = p.names.indexOf(name, p.positionalOnly);
    if (to !== -1 && to !== p.rest && to !== p.restNamed) {
      if (bound[to] !== 0 && to < positional)
        rt.raise(TYPE_ERROR, `argument for ${p.function_}() given by name ('${name}') and position (${to + 1})`);
      bound[to] = value;
    } else if (p.restNamed !== -1) rt.dictSet(bound[p.restNamed], keyword, value);
    else if (p.positionalOnly === p.names.length) rt.raise(TYPE_ERROR, `${p.function_}() takes no keyword arguments`);
    else {
      const where = p.function_ === '' ? 'this function' : `${p.function_}()`;
      rt.raise(TYPE_ERROR, `'${name}' is an invalid keyword argument for ${where}`);
    }
  });
  p.required.forEach((isRequired, to) => {
    if (isRequired && bound[to] === 0) missing(rt, p, to, positional);
  });
  return bound;
}

function tooMany(rt: Runtime, p: Parameters, given: number): never {
  const least = p.required.slice(0, p.positional).filter(Boolean).length;
  const bounds = least === p.positional ? 'exactly' : 'at most';
  if (p.positional === 0)
    rt.raise(
      TYPE_ERROR,
      `${p.function_}() takes no ${p.names.length === 0 ? '' : 'positional '}arguments${p.names.length === 0 ? ` (${given} given)` : ''}`,
    );
  if (p.positionalOnly === p.names.length)
    rt.raise(
      TYPE_ERROR,
      `${p.function_} expected ${bounds === 'exactly' ? '' : 'at most '}${counted(p.positional)}, got ${given}`,
    );
  rt.raise(TYPE_ERROR, `${p.function_}() takes ${bounds} ${counted(p.positional)} (${given} given)`);
}

function missing(rt: Runtime, p: Parameters, to: number, positional: number): never {
  if (to < p.positionalOnly) {
    const least = p.required.slice(0, p.positionalOnly).filter(Boolean).length;
    const bounds = least === p.names.length ? '' : 'at least ';
    rt.raise(TYPE_ERROR, `${p.function_} expected ${bounds}${counted(least)}, got ${positional}`);
  }
  rt.raise(TYPE_ERROR, `${p.function_}() missing required argument '${p.names[to]}' (pos ${to + 1})`);
}

function counted(count: number): string {
  return `${count} argument${count === 1 ? '' : 's'}`;
}
