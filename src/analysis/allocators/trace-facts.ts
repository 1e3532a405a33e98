/** What a report says of a trace, whatever the allocator. */
import { counted } from '../../base/format.js';
import { peakOf } from '../../events/trace/payload.js';
import type { ReadTrace } from '../../events/trace/read-trace.js';
import type { TraceFacts } from './comparison.js';

/** @param name as the user named it */
export function traceFacts(name: string, { trace, format, skipped, notes }: ReadTrace): TraceFacts {
  const { bytes, blocks, asked, leftBlocks, leftBytes } = peakOf(trace);
  return {
    name,
    format,
    operations: trace.op.length,
    blocks: trace.ids,
    asked,
    peakPayload: bytes,
    peakBlocks: blocks,
    leftBlocks,
    leftBytes,
    skipped,
    notes: skipped === 0 ? notes : [...notes, `${counted(skipped, 'malformed line')} left out.`],
  };
}
