/** What the checked heap does where nobody says otherwise. */
import type { Bytes } from '../../base/ids.js';

export const DEFAULT_REDZONE: Bytes = 16;
/** As memcheck's, both. */
export const DEFAULT_FREELIST_VOLUME: Bytes = 20_000_000;
export const DEFAULT_FREELIST_BIG_BLOCKS: Bytes = 1_000_000;
