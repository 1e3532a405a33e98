/** The kernel's messages with their arguments; kernel/errors.as.ts lists the directives. */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { INSTANCES_NAME } from '../format/types.js';
import type { Runtime } from './runtime.js';

export function formatMessage(rt: Runtime, text: string, args: readonly Address[]): string {
  let next = 0;
  return text.replace(/%([TANRSULd%])/g, (_, directive: string) => {
    if (directive === '%') return '%';
    if (directive === 'p') return args[next - 1] === 1 ? '' : 's';
    const value = args[next++];
    switch (directive) {
      case 'T':
        return rt.shownTypeName(rt.typeOf(value));
      case 'A':
        return value === NONE ? 'None' : rt.shownTypeName(rt.typeOf(value));
      case 'N':
        return rt.shownTypeName(value);
      case 'R':
        return rt.text(rt.repr(value));
      case 'S':
        return rt.text(rt.str(value));
      case 'U':
        return rt.text(value);
      case 's':
        return rt.literal(value);
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
