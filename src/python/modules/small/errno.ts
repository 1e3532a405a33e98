/** The module errno. */
import type { ModuleDefinition } from '../module-definition.js';
import { errorNumbers } from '../os-error.js';

export const ERRNO_MODULE: ModuleDefinition = {
  name: 'errno',
  doc: 'Numbers of errors of the operating system.',
  attributes: (rt) => {
    const names = rt.dict();
    for (const [name, number] of errorNumbers()) rt.dictSet(names, rt.int(number), rt.name(name));
    return {
      ...Object.fromEntries(errorNumbers().map(([name, number]) => [name, rt.int(number)])),
      EWOULDBLOCK: rt.int(new Map(errorNumbers()).get('EAGAIN') as number),
      errorcode: names,
    };
  },
};
