/** repr of slices. */
import type { Address } from '../../../base/ids.js';
import { START, STEP, STOP } from '../../format/objects.js';
import type { Runtime } from '../../runtime/runtime.js';
import { reprText } from '../repr.js';

export function sliceRepr(rt: Runtime, slice: Address): Address {
  const [start, stop, step] = [START, STOP, STEP].map((field) => reprText(rt, rt.views.word(slice + field)));
  return rt.string(`slice(${start}, ${stop}, ${step})`);
}
