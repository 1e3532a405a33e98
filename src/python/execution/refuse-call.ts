/** CPython's words for calls that do not fit a function. */
import type { Address } from '../../base/ids.js';
import {
  ARGUMENT_COUNT,
  CODE,
  DEFAULTS,
  KEYWORD_ONLY,
  LOCAL_NAMES,
  POSITIONAL_ONLY,
  QUALNAME,
} from '../format/frames.js';
import { LENGTH } from '../format/objects.js';
import type { Runtime } from '../runtime/runtime.js';
import {
  GIVEN_TWICE,
  MISSING,
  MISSING_KEYWORD_ONLY,
  POSITIONAL_ONLY_BY_KEYWORD,
  TOO_MANY,
  UNEXPECTED_KEYWORD,
} from './refusals.js';

/** @param slots where the parameters are, as far as they are bound; 0 where not */
export function refusalText(rt: Runtime, reason: number, callee: Address, slots: Address, subject: number): string {
  const { views } = rt;
  const name = rt.text(views.word(callee + QUALNAME));
  switch (reason) {
    case UNEXPECTED_KEYWORD:
      return `${name}() got an unexpected keyword argument '${rt.text(subject)}'`;
    case GIVEN_TWICE:
      return `${name}() got multiple values for argument '${rt.text(subject)}'`;
    case POSITIONAL_ONLY_BY_KEYWORD:
      return `${name}() got some positional-only arguments passed as keyword arguments: '${positionalOnly(rt, callee, subject)}'`;
    case TOO_MANY:
      return `${name}() ${tooMany(rt, callee, slots, subject)}`;
    case MISSING:
    case MISSING_KEYWORD_ONLY:
      return `${name}() ${missing(rt, callee, slots, subject, reason === MISSING_KEYWORD_ONLY)}`;
    default:
      throw new Error(`no refusal ${reason}`);
  }
}

function parameterNames(rt: Runtime, callee: Address): string[] {
  const code = rt.views.word(callee + CODE);
  return rt.tupleItems(rt.views.word(code + LOCAL_NAMES)).map((one) => rt.text(one));
}

function positionalOnly(rt: Runtime, callee: Address, keywords: Address): string {
  const count = rt.views.word(rt.views.word(callee + CODE) + POSITIONAL_ONLY);
  const given = new Set(rt.tupleItems(keywords).map((one) => rt.text(one)));
  return parameterNames(rt, callee)
    .slice(0, count)
    .filter((one) => given.has(one))
    .join(', ');
}

function tooMany(rt: Runtime, callee: Address, slots: Address, given: number): string {
  const { views } = rt;
  const code = views.word(callee + CODE);
  const expected = views.word(code + ARGUMENT_COUNT);
  const defaults = views.word(callee + DEFAULTS);
  const optional = defaults === 0 ? 0 : views.word(defaults + LENGTH);
  const takes = optional === 0 ? `${expected}` : `from ${expected - optional} to ${expected}`;
  const isPlural = optional === 0 ? expected !== 1 : true;
  let named = 0;
  for (let at = 0; at < views.word(code + KEYWORD_ONLY); at++) {
    if (views.word(slots + 4 * (expected + at)) !== 0) named++;
  }
  const plural = (count: number) => (count === 1 ? '' : 's');
  const also =
    named === 0 ? '' : ` positional argument${plural(given)} (and ${named} keyword-only argument${plural(named)})`;
  return `takes ${takes} positional argument${isPlural ? 's' : ''} but ${given}${also} ${given === 1 && named === 0 ? 'was' : 'were'} given`;
}

function missing(rt: Runtime, callee: Address, slots: Address, required: number, isKeywordOnly: boolean): string {
  const { views } = rt;
  const code = views.word(callee + CODE);
  const first = isKeywordOnly ? views.word(code + ARGUMENT_COUNT) : 0;
  const end = isKeywordOnly ? first + views.word(code + KEYWORD_ONLY) : required;
  const names = parameterNames(rt, callee).filter(
    (_, at) => at >= first && at < end && views.word(slots + 4 * at) === 0,
  );
  const kind = isKeywordOnly ? 'keyword-only' : 'positional';
  const plural = names.length === 1 ? '' : 's';
  return `missing ${names.length} required ${kind} argument${plural}: ${enumerated(names.map((one) => `'${one}'`))}`;
}

/** 'a', 'b', and 'c'. */
function enumerated(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}
