/**
 * The heap for machines; docs/heap-json.md describes it. The version changes when a field changes its meaning or goes
 * away; new fields come without notice. It comes in pieces: a large heap would not fit into one string.
 */
import { framesOf } from '../../analysis/stacks.js';
import type { StackId } from '../../base/ids.js';
import { bytesByOwner, NO_BLOCK, OWNERS } from '../../events/heap/heap-picture.js';
import { ALLOCATION_ROUTINES } from '../../events/routines.js';
import { frameData } from '../json/frame-data.js';
import type { HeapReport } from './heap-text.js';

export const HEAP_SCHEMA = 'heapglass.heap';
export const HEAP_VERSION = 1;

export function* heapJson({ picture, recording }: HeapReport): Generator<string> {
  const { header, ending, findings } = recording;
  const { moment, allocator, checked, ranges, broken, regions, blocks } = picture;
  const sums = bytesByOwner(picture);
  const head = {
    schema: HEAP_SCHEMA,
    version: HEAP_VERSION,
    tool: header.tool,
    program: header.program,
    arguments: header.arguments,
    directory: header.directory,
    allocator,
    checked,
    moment,
    ending: 'stack' in ending ? { ...ending, stack: undefined } : ending,
    errors: findings.reduce((sum, { count }) => sum + count, 0),
    broken: broken ?? null,
    ranges,
    footprint: sums.reduce((sum, bytes) => sum + bytes, 0),
    bytes: Object.fromEntries(OWNERS.map((owner, code) => [owner, sums[code]])),
  };
  const stacks = new Set<StackId>(broken?.writer ? [broken.writer.stack] : []);
  yield JSON.stringify(head, undefined, 2).replace(/\n\}$/, '');
  yield* list('blocks', blocks.address.length, (i) => {
    const live = blocks.live.get(i) === 1;
    stacks.add(blocks.allocStack.get(i));
    if (!live) stacks.add(blocks.freeStack.get(i));
    return {
      number: blocks.serial.get(i),
      address: blocks.address.get(i),
      size: blocks.size.get(i),
      state: live ? 'live' : 'freed',
      routine: ALLOCATION_ROUTINES[blocks.routine.get(i)],
      allocated: blocks.allocStack.get(i),
      freed: live ? undefined : blocks.freeStack.get(i),
    };
  });
  yield* list('regions', regions.start.length, (i) => ({
    start: regions.start.get(i),
    size: regions.size.get(i),
    owner: OWNERS[regions.owner.get(i)],
    chunk: regions.chunk.get(i) || undefined,
    block: regions.block.get(i) === NO_BLOCK ? undefined : regions.block.get(i),
  }));
  yield* list('stacks', stacks.size, stackData(recording, stacks));
  yield '\n}\n';
}

/** A row a line. */
function* list(name: string, length: number, row: (index: number) => object): Generator<string> {
  yield `,\n  "${name}": [`;
  for (let i = 0; i < length; i++) yield `${i === 0 ? '' : ','}\n    ${JSON.stringify(row(i))}`;
  yield length === 0 ? ']' : '\n  ]';
}

function stackData(recording: HeapReport['recording'], stacks: ReadonlySet<StackId>): (index: number) => object {
  const ids = [...stacks];
  return (index) => ({ stack: ids[index], frames: framesOf(recording, ids[index]!).map(frameData) });
}
