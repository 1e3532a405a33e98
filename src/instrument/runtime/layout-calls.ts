/**
 * The calls that clang's address-sanitizer pass leaves in code that heapglass compiles, and the helper that each becomes.
 * The pass serves as a layout provider only: it pads variables and tells where the padding is; the checks are ours.
 */
import type { CallReplacement } from '../rewrite/rewrite-function.js';

const SHADOW_CODES = ['00', '01', '02', '03', '04', '05', '06', '07', 'f1', 'f2', 'f3', 'f5', 'f8'];

export const LAYOUT_CALLS: ReadonlyMap<string, CallReplacement> = new Map<string, CallReplacement>([
  ...SHADOW_CODES.map(
    (code) => [`__asan_set_shadow_${code}`, { helper: `setShadow${code}`, sited: false }] as [string, CallReplacement],
  ),
  ...(['memcpy', 'memmove', 'memset'] as const).map(
    (name) => [`__asan_${name}`, { helper: name, sited: true }] as [string, CallReplacement],
  ),
]);

/** The first word of a frame that the pass has laid out: live, and after its function has returned. */
export const LIVE_FRAME = 0x41b58ab3;
export const RETIRED_FRAME = 0x45e0360e;
