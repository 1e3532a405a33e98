/**
 * Which process must end when no frame can be had: the one whose end gives back most, after Linux's badness
 * (D. Rientjes, "oom: badness heuristic rewrite", 2010):
 *
 *     points = resident + swapped + page tables, in pages, + adjustment / 1000 of all memory and swap
 *
 * An adjustment of -1000 (oom_score_adj) excludes a process. Of equal ones the youngest is chosen.
 */
import type { AddressSpace } from './address-space.js';
import { PAGE } from './contract.js';
import { ANONYMOUS, CACHED, TABLE } from './frame-kinds.js';
import type { PhysicalMemory } from './physical-memory.js';

export interface OomCandidate {
  pid: number;
  name: string;
  space: AddressSpace;
  /** -1000 .. 1000; 0 if not given. */
  adjustment?: number;
}

export interface OomScore {
  pid: number;
  name: string;
  resident: number;
  swapped: number;
  tables: number;
  adjustment: number;
  /** undefined: excluded. */
  points: number | undefined;
}

export interface OomChoice {
  /** undefined: nobody may be ended. */
  victim: OomCandidate | undefined;
  /** All of them, the victim first. */
  scores: OomScore[];
  /** Why, in words and numbers. */
  explanation: string;
}

const NEVER = -1000;

export function chooseVictim(candidates: readonly OomCandidate[]): OomChoice {
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate) }));
  scored.sort((a, b) => (b.score.points ?? -1) - (a.score.points ?? -1) || b.score.pid - a.score.pid);
  const scores = scored.map(({ score }) => score);
  const [first] = scored;
  if (first === undefined || first.score.points === undefined)
    return { victim: undefined, scores, explanation: 'No frame is left, and no process may be ended.' };
  const account = accountOf(first.candidate.space.physical);
  return { victim: first.candidate, scores, explanation: `${account} ${explain(scores)}` };
}

function scoreOf({ pid, name, space, adjustment = 0 }: OomCandidate): OomScore {
  const { physical, entries, table } = space;
  const all = physical.frames + (physical.swap?.slots ?? 0);
  const { resident, swapped } = entries;
  const points = Math.max(1, resident + swapped + table.tables + Math.trunc((adjustment * all) / 1000));
  const isExcluded = adjustment <= NEVER;
  return { pid, name, resident, swapped, tables: table.tables, adjustment, points: isExcluded ? undefined : points };
}

/** What memory is full of, and why nothing of it can leave. */
function accountOf(physical: PhysicalMemory): string {
  const { frames, kind, locked } = physical;
  const counts: number[] = [];
  let pinned = 0;
  for (let frame = 0; frame < frames; frame++) {
    counts[kind[frame]!] = (counts[kind[frame]!] ?? 0) + 1;
    if (locked[frame] !== 0) pinned++;
  }
  const [own, cached, tables] = [ANONYMOUS, CACHED, TABLE].map((each) => counts[each] ?? 0);
  const held = `${own} hold processes' own pages, ${cached} files and shared memory, ${tables} page tables`;
  return `No frame is left: of ${frames}, ${held}${pinned > 0 ? `; ${pinned} are locked` : ''}. ${whyFull(physical)}.`;
}

function whyFull({ swap }: PhysicalMemory): string {
  if (swap === undefined) return 'Nothing can leave, for there is no swap (--swap FILE)';
  if (swap.free === 0) return `Nothing can leave, for swap is full: ${swap.slots} pages (--swap-size)`;
  return 'Nothing can leave: pages are locked, or could not be written to swap';
}

function explain([victim, next, ...others]: readonly OomScore[]): string {
  const { pid, name, resident, swapped, tables, adjustment, points } = victim!;
  const parts = `${kib(resident)} resident, ${kib(swapped)} in swap, ${kib(tables)} of page tables`;
  const shift = adjustment === 0 ? '' : `, adjusted by ${adjustment}`;
  const process = `Process ${pid} (${name}) is ended`;
  if (next === undefined) return `${process}, the only one: it has ${parts}${shift}.`;
  const more = others.length > 0 ? ', and the others no more' : '';
  const other =
    next.points === undefined
      ? 'no other process may be ended'
      : `${next.name} (${next.pid}) has ${next.points}${more}`;
  return `${process}: its ${points} points (${parts}${shift}) are the most; ${other}.`;
}

function kib(pages: number): string {
  return `${(pages * PAGE) / 1024} KiB`;
}
