/** The kernel's messages with their arguments; kernel/errors.as.ts lists the directives. */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { INSTANCES_NAME } from '../format/types.js';
import type { Runtime } from './runtime.js';

export function formatMessage(rt: Runtime, text: string, args: readonly Address[]): string {
  let next = 0;
  return text.replace(/%([TANRSULFd%])/g, (_, directive: string) => {
    if (directive === '%') return '%';
    const value = args[next++];
    switch (directive) {
      case 'T':
        return rt.shownTypeName(rt.typeOf(value));
      case 'A':
        return value === NONE ? 'None' : rt.shownTypeName(rt.typeOf(value));
      case 'F':
        return shownFunction(rt, value);
      case 'N':
        return rt.shownTypeName(value);
      case 'R':
        return rt.text(rt.repr(value));
      case 'S':
        return rt.text(rt.str(value));
      case 'U':
        return rt.text(value);
      case 'L':
        return rt.literal(value);
      default:
        return String(value);
    }
  });
}

/** The name of a type as messages have it: with the module for static types outside of builtins. */
export function shownTypeName(rt: Runtime, type: Address): string {
  const name = rt.views.word(type + INSTANCES_NAME);
  return name === 0 ? rt.typeName(type) : rt.text(name);
}

/** A callable as messages about its arguments name it: `module.qualified_name()`, or its str. */
function shownFunction(rt: Runtime, callable: Address): string {
  let text = '';
  rt.savingPending(() => {
    const name = rt.optionalAttribute(callable, '__qualname__');
    if (name === 0 || !rt.isString(name)) {
      text = rt.text(rt.str(callable));
      return;
    }
    const module = rt.optionalAttribute(callable, '__module__');
    const isShown = module !== 0 && rt.isString(module) && rt.text(module) !== 'builtins';
    text = `${isShown ? `${rt.text(module)}.` : ''}${rt.text(name)}()`;
  });
  return text;
}
