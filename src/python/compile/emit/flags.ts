/** A code object's flags. */
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
} from '../../format/frames.js';
import type { Scope } from '../../../languages/python/symbols/scope.js';
import type { BodyKind } from './unit.js';

export function codeFlags(scope: Scope, isGenerator: boolean, kind: BodyKind): number {
  let flags = 0;
  if (scope.type === 'function') {
    flags |= CO_NEWLOCALS | CO_OPTIMIZED;
    if (scope.isNested) flags |= CO_NESTED;
    if (scope.isGenerator) flags |= kind.isCoroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
    else if (kind.isCoroutine) flags |= CO_COROUTINE;
    if (kind.hasRest) flags |= CO_VARARGS;
    if (kind.hasNamedRest) flags |= CO_VARKEYWORDS;
  } else if (isGenerator) flags |= CO_COROUTINE;
  return flags;
}
