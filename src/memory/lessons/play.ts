/** Plays a lesson from its beginning to its end. */
import type { Bytes } from '../../base/ids.js';
import type { Lesson, LessonOperation } from '../../events/lesson/lesson.js';
import type { AllocatorDesign } from '../alloc/designs.js';
import { measureFormat, needsOf } from './chunk-format.js';
import { LessonHeap } from './lesson-heap.js';
import { settingOf } from './settings.js';

export interface LessonPlan {
  topic: string;
  /** Name in the table of designs, and the design, which may be tuned. */
  allocator: string;
  design: AllocatorDesign;
  /** Bytes for blocks, a multiple of the design's unit. */
  heap: Bytes;
  operations: readonly LessonOperation[];
  /** What the operations were drawn from. */
  seed?: number;
  /** What the unusable free space index is for. */
  request: Bytes;
}

export async function playLesson({
  topic,
  allocator,
  design,
  heap,
  operations,
  seed,
  request,
}: LessonPlan): Promise<Lesson> {
  const make = await design.load();
  const lessonHeap = new LessonHeap(make, settingOf(allocator), heap, request);
  const opening = lessonHeap.picture();
  const requests = operations.flatMap((operation) => (operation.kind === 'malloc' ? [operation.size] : []));
  const needs = needsOf(make, requests);
  return {
    topic,
    allocator,
    design: design.name,
    summary: design.summary,
    seed,
    start: lessonHeap.start,
    own: lessonHeap.own,
    format: measureFormat(make),
    request,
    opening,
    steps: operations.map((operation) =>
      lessonHeap.play(operation, operation.kind === 'malloc' ? needs.get(operation.size)! : 0),
    ),
  };
}
