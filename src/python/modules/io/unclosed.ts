/** ResourceWarning: a file of the host dies that the program has not closed. */
import type { Address } from '../../../base/ids.js';
import { RESOURCE_WARNING } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { warn } from '../warnings/warn.js';
import { FileIOState } from './file-io.js';
import { statesOf } from './state.js';

/** Which file of the host an object reads or writes, if it would close it. */
function openFile(rt: Runtime, p: Address): FileIOState | undefined {
  const states = statesOf(rt);
  let state = states.get(p);
  while (state !== undefined && !(state instanceof FileIOState))
    state = states.get(state.reference('buffer') || state.reference('raw'));
  return state !== undefined && state.handle >= 0 && state.closesHandle ? state : undefined;
}

/** Warns if it is open. A warning that is made an error is one that nobody can catch. */
export function warnIfUnclosed(rt: Runtime, file: Address): void {
  const raw = openFile(rt, file);
  if (raw === undefined) return;
  try {
    warn(rt, rt.string(`unclosed file ${rt.text(rt.repr(file))}`), RESOURCE_WARNING, 1, file);
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    rt.hooks.unraisable(raw.self);
  }
}
