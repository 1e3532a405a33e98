/** What a collection tells the program: gc.callbacks, gc.garbage, and what debugging prints. */
import type { Address } from '../../../base/ids.js';
import {
  CALLBACKS,
  DEBUG_COLLECTABLE,
  DEBUG_FLAGS,
  DEBUG_STATS,
  GARBAGE,
  GENERATIONS,
} from '../../../memory/gc/format.js';
import { PENDING } from '../../format/memory-map.js';
import { LENGTH } from '../../format/objects.js';
import { generationSize } from '../../runtime/referents.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Makes the runtime's collections observable for the program. */
export function observeCollections(rt: Runtime, print: (text: string) => void): void {
  const { hooks } = rt;
  const { collectionStarts, collectionEnds, showGarbage } = hooks;
  const debugs = (flag: number) => (rt.views.word(DEBUG_FLAGS) & flag) !== 0;
  let started = 0n;
  hooks.collectionStarts = (generation) => {
    collectionStarts(generation);
    callBack(rt, 'start', generation, 0);
    if (!debugs(DEBUG_STATS)) return;
    const sizes = Array.from({ length: GENERATIONS }, (_, each) => generationSize(rt, each));
    print(`gc: collecting generation ${generation}...\n`);
    print(`gc: objects in each generation: ${sizes.join(' ')}\n`);
    print(`gc: objects in permanent generation: ${generationSize(rt, GENERATIONS)}\n`);
    started = rt.surroundings.host.clock.monotonic();
  };
  hooks.collectionEnds = (generation, found) => {
    if (debugs(DEBUG_STATS)) {
      const seconds = Number(rt.surroundings.host.clock.monotonic() - started) / 1e9;
      print(`gc: done, ${found} unreachable, 0 uncollectable, ${seconds.toFixed(4)}s elapsed\n`);
    }
    callBack(rt, 'stop', generation, found);
    collectionEnds(generation, found);
  };
  hooks.showGarbage = (p) => {
    showGarbage(p);
    if (debugs(DEBUG_COLLECTABLE)) print(`gc: collectable <${rt.shownTypeName(rt.typeOf(p))} 0x${p.toString(16)}>\n`);
  };
  hooks.saveGarbage = (p) => {
    rt.kernel.listAppend(rt.views.word(GARBAGE), p);
    rt.clearPending();
  };
}

/** Calls what is in gc.callbacks; what they raise goes to nobody. */
function callBack(rt: Runtime, phase: string, generation: number, collected: number): void {
  const callbacks = rt.views.word(CALLBACKS);
  if (callbacks === 0 || rt.views.word(callbacks + LENGTH) === 0) return;
  rt.pooled(() => {
    const info = rt.dict();
    for (const [key, value] of Object.entries({ generation, collected, uncollectable: 0 }))
      rt.dictSet(info, rt.name(key), rt.int(value));
    for (let index = 0; index < rt.views.word(callbacks + LENGTH); index++)
      callOne(rt, rt.listItems(callbacks)[index], [rt.name(phase), info]);
    return 0;
  });
}

function callOne(rt: Runtime, callback: Address, args: readonly Address[]): void {
  rt.pooled(() => {
    rt.incref(callback);
    rt.keep(callback);
    try {
      rt.call(callback, args);
    } catch (problem) {
      if (rt.views.word(PENDING) === 0) throw problem;
      rt.hooks.unraisable(callback);
    }
    return 0;
  });
}
