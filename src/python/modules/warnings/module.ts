/** _warnings: what CPython's warnings.py is written on. */
import { NONE } from '../../format/memory-map.js';
import { INT_TYPE } from '../../format/types.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { warn, warnAt, warningState } from './warn.js';

export const WARNINGS_MODULE: ModuleDefinition = {
  name: '_warnings',
  doc: 'The filters of warnings.',
  functions: [
    native('warn', 'message, category=None, stacklevel=1, source=None', (rt, _, [message, category, level, source]) => {
      warn(rt, message, category, level === 0 ? 1 : (rt.compactInt(rt.index(level)) ?? 1), source || NONE);
      return NONE;
    }),
    native(
      'warn_explicit',
      'message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None',
      (rt, _, [message, category, file, line, module, registry, , source]) => {
        const name = rt.text(rt.str(file));
        const derived = name.endsWith('.py') ? name.slice(0, -3) : name === '' ? '<unknown>' : name;
        warnAt(
          rt,
          message,
          category,
          {
            file,
            line: Number(rt.bigInt(rt.call(INT_TYPE, [line]))),
            module: module === 0 || module === NONE ? rt.string(derived) : module,
            registry: registry || NONE,
          },
          source || NONE,
        );
        return NONE;
      },
    ),
    native('_filters_mutated', '', (rt) => {
      warningState(rt).version++;
      return NONE;
    }),
  ],
  attributes: (rt) => {
    const { filters, once, defaultAction } = warningState(rt);
    return { filters, _onceregistry: once, _defaultaction: defaultAction };
  },
};
