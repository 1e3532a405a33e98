/** Code objects, as calls see them. */
import {
  ARGUMENT_COUNT,
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  CODE_FLAGS,
  KEYWORD_ONLY,
} from '../format/frames';

const NOT_SIMPLE: i32 = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_VARARGS | CO_VARKEYWORDS;

/** What SIMPLE of its functions is. */
export function simpleCount(code: i32): i32 {
  const flags = load<i32>(code, CODE_FLAGS);
  if ((flags & NOT_SIMPLE) != 0 || (flags & CO_OPTIMIZED) == 0 || load<i32>(code, KEYWORD_ONLY) != 0) return -1;
  return load<i32>(code, ARGUMENT_COUNT);
}
