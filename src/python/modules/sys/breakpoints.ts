/** sys.breakpointhook: what breakpoint() calls, a debugger unless PYTHONBREAKPOINT names something else. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { EXCEPTION, RUNTIME_WARNING } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';
import { warnText } from '../warnings/warn.js';

const DEBUGGER = 'pdb.set_trace';

/** The name of the function; undefined: none. */
function wantedHook(rt: Runtime): string | undefined {
  const environment = rt.attribute(rt.importModule('os'), 'environ');
  const value = rt.call(rt.attribute(environment, 'get'), [rt.string('PYTHONBREAKPOINT')]);
  const name = value === NONE ? '' : rt.text(value);
  return name === '0' ? undefined : name || DEBUGGER;
}

/** Keywords as calls from TypeScript have them. */
export function namedArguments(rt: Runtime, keywords: Address): Record<string, Address> {
  return Object.fromEntries(rt.dictItems(keywords).map(([key, value]) => [rt.text(key), value]));
}

export const BREAKPOINT_HOOK = native('breakpointhook', '*args, **kwargs', (rt, _, [args, keywords]) => {
  const name = wantedHook(rt);
  if (name === undefined) return NONE;
  const dot = name.lastIndexOf('.');
  const hook = rt.catching(
    EXCEPTION,
    () => rt.attribute(rt.importModule(dot < 0 ? 'builtins' : name.slice(0, dot)), name.slice(dot + 1)),
    () => NONE,
  );
  if (hook !== NONE) return rt.call(hook, rt.tupleItems(args), namedArguments(rt, keywords));
  warnText(rt, RUNTIME_WARNING, `Ignoring unimportable $PYTHONBREAKPOINT: "${name}"`);
  return NONE;
});
