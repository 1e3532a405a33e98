/** What the kernel's execution asks of TypeScript (hooks.as.ts). */
import type { Address } from '../../base/ids.js';
import { FRAME_GLOBALS, FRAME_LOCALS, GENERATOR_QUALNAME } from '../format/frames.js';
import { NONE } from '../format/memory-map.js';
import { BUILTIN_FUNCTION_OR_METHOD_TYPE, RUNTIME_WARNING, TYPE_ERROR } from '../format/types.js';
import { noteOrigin } from '../modules/sys/coroutine-origins.js';
import { traceEvent } from '../modules/sys/tracing.js';
import { warnText } from '../modules/warnings/warn.js';
import type { Runtime } from '../runtime/runtime.js';
import { giveUpCode } from './code.js';
import { importStar } from './import-star.js';
import { matchClass, matchKeys, matchRest } from './match-subjects.js';
import { matchGroup, regroup } from './exception-groups.js';
import { refusalText } from './refuse-call.js';

export function executionHooks(rt: Runtime): Record<string, (...words: number[]) => number> {
  const object = (work: () => Address) => rt.asNative(work, 0);
  const status = (work: () => void) =>
    rt.asNative(() => {
      work();
      return 0;
    }, -1);
  return {
    refuseCall: (reason: number, callee: Address, slots: Address, subject: number) =>
      status(() => rt.raise(TYPE_ERROR, refusalText(rt, reason, callee, slots, subject))),
    completeCode: (code: Address) => status(() => rt.compiler.complete(code)),
    codeGone: (code: Address) => {
      giveUpCode(rt, code);
      return 0;
    },
    noteOrigin: (coroutine: Address) => status(() => noteOrigin(rt, coroutine)),
    traceEvent: (frame: Address, event: number, argument: Address) =>
      status(() => traceEvent(rt, frame, event, argument)),
    warnNeverAwaited: (coroutine: Address) => {
      const name = rt.text(rt.views.word(coroutine + GENERATOR_QUALNAME));
      return status(() => {
        // The library's warning knows where the coroutine was allocated.
        const warn = rt.isFinalizing
          ? 0
          : rt.optionalAttribute(rt.importer.import('warnings', 0, 0, 0), '_warn_unawaited_coroutine');
        if (warn !== 0) rt.call(warn, [coroutine]);
        else warnText(rt, RUNTIME_WARNING, `coroutine '${name}' was never awaited`);
      });
    },
    importModule: (frame: Address, name: Address, names: Address, level: number) =>
      object(() => importModule(rt, frame, name, names, level)),
    importFrom: (module: Address, name: Address) => object(() => rt.importer.from(module, name)),
    importStar: (frame: Address, module: Address) =>
      status(() => importStar(rt, module, rt.views.word(frame + FRAME_LOCALS))),
    matchKeys: (subject: Address, keys: Address) => object(() => matchKeys(rt, subject, keys)),
    matchClass: (subject: Address, type: Address, count: number, names: Address) =>
      object(() => matchClass(rt, subject, type, count, names)),
    matchRest: (subject: Address, keys: Address) => object(() => matchRest(rt, subject, keys)),
    matchGroup: (exception: Address, type: Address, to: Address) =>
      status(() => {
        for (const [at, part] of matchGroup(rt, exception, type).entries()) {
          rt.incref(part);
          rt.views.setWord(to + 4 * at, part);
        }
      }),
    regroup: (original: Address, raised: Address) => object(() => regroup(rt, original, raised)),
    show: (value: Address) => status(() => void rt.call(rt.dictGet(rt.sysDict, rt.name('displayhook')), [value])),
  };
}

/** Through builtins.__import__ where a program has put its own there, a function. */
function importModule(rt: Runtime, frame: Address, name: Address, names: Address, level: number): Address {
  const globals = rt.views.word(frame + FRAME_GLOBALS);
  const own = rt.builtin('__import__');
  if (own !== 0 && rt.typeOf(own) !== BUILTIN_FUNCTION_OR_METHOD_TYPE) {
    const locals = rt.views.word(frame + FRAME_LOCALS) || NONE;
    return rt.call(own, [name, globals, locals, names, rt.int(level)]);
  }
  return rt.importer.import(rt.text(name), globals, names, level);
}
