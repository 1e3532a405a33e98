/** The module errno. */
import type { ModuleDefinition } from '../module-definition.js';
import { errorNumbers } from '../os-error.js';

/** Linux's second names of a number. */
const ALIASES = [
  ['EWOULDBLOCK', 'EAGAIN'],
  ['EDEADLK', 'EDEADLOCK'],
  ['EOPNOTSUPP', 'ENOTSUP'],
] as const;

export const ERRNO_MODULE: ModuleDefinition = {
  name: 'errno',
  doc: 'Numbers of errors of the operating system.',
  attributes: (rt) => {
    const names = rt.dict();
    const numbers = new Map(errorNumbers());
    for (const [name, number] of numbers) rt.dictSet(names, rt.int(number), rt.name(name));
    const all = [...numbers, ...ALIASES.map(([name, other]) => [name, numbers.get(other) as number] as const)];
    return { ...Object.fromEntries(all.map(([name, number]) => [name, rt.int(number)])), errorcode: names };
  },
};
