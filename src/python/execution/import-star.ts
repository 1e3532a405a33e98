/** `from module import *`. */
import type { Address } from '../../base/ids.js';
import { TYPE_ERROR } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

/** Sets the public names of a module in a namespace. */
export function importStar(rt: Runtime, module: Address, into: Address): void {
  const all = rt.optionalAttribute(module, '__all__');
  const dict = all === 0 ? rt.attribute(module, '__dict__') : 0;
  for (const name of rt.items(all === 0 ? dict : all)) {
    if (!rt.isString(name)) {
      const shown = rt.text(rt.attribute(module, '__name__'));
      const what = all === 0 ? `Key in ${shown}.__dict__` : `Item in ${shown}.__all__`;
      rt.raise(TYPE_ERROR, `${what} must be str, not ${rt.shownTypeName(rt.typeOf(name))}`);
    }
    const text = rt.text(name);
    if (all === 0 && text.startsWith('_')) continue;
    rt.status(rt.kernel.setItem(into, name, rt.attribute(module, text)));
  }
}
