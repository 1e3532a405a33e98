/** What objects of all hashes can do but for `copy`: take more, and say their digest. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { toHex } from '../../objects/bytes/hex.js';
import { method, type MethodDefinition } from '../../runtime/definitions.js';
import type { RunningDigest } from '../../runtime/digests.js';
import type { Runtime } from '../../runtime/runtime.js';
import { hashed } from './arguments.js';

export function digestMethods(
  digestOf: (rt: Runtime, self: Address) => Pick<RunningDigest, 'update' | 'digest'>,
): readonly MethodDefinition[] {
  return [
    method('update', ONE_ARGUMENT, (rt, self, data) => {
      digestOf(rt, self).update(hashed(rt, data));
      return NONE;
    }),
    method('digest', NO_ARGUMENTS, (rt, self) => rt.newBytes(digestOf(rt, self).digest())),
    method('hexdigest', NO_ARGUMENTS, (rt, self) => toHex(rt, digestOf(rt, self).digest())),
  ];
}
