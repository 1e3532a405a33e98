/** The last lines of the text report: what became of the heap, and how many errors there were. */
import { errorSummary } from '../../analysis/errors.js';
import { leakSummary, type LossRecord } from '../../analysis/leaks.js';
import { counted } from '../../base/format.js';
import type { HeapTotals, LeakKind } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';

export const LEAK_WORDS: Record<LeakKind, string> = {
  definite: 'definitely lost',
  indirect: 'indirectly lost',
  possible: 'possibly lost',
  reachable: 'still reachable',
};

/** @param strong how the sum of errors looks */
export function summaryLines(
  { findings, totals, header, calls }: Recording,
  losses: readonly LossRecord[],
  strong: (text: string) => string,
): string[] {
  const { errors, contexts } = errorSummary(findings, losses);
  const heap = heapLine(totals);
  if (calls !== undefined) return totals.blocksAtExit === 0 ? [heap] : [heap, `${inUse(totals)}.`];
  if (errors === 0 && totals.blocksAtExit === 0) return [`No errors. ${heap}`];
  return [
    heap,
    ...(totals.blocksAtExit === 0 ? [] : leakLines(totals, losses, header.options)),
    errors === 0 ? 'No errors.' : strong(`${counted(errors, 'error')} from ${counted(contexts, 'place')}`),
  ];
}

function heapLine({ allocations, frees, bytesAllocated, blocksAtExit }: HeapTotals): string {
  if (allocations === 0) return 'Heap: not used';
  const line = `Heap: ${counted(allocations, 'allocation')}, ${counted(frees, 'free')}, ${counted(bytesAllocated, 'byte')} allocated`;
  return blocksAtExit === 0 ? `${line}; all blocks were freed` : line;
}

function leakLines(
  totals: HeapTotals,
  losses: readonly LossRecord[],
  { leakCheck, showLeakKinds }: Recording['header']['options'],
): string[] {
  if (leakCheck === 'no') return [`${inUse(totals)} (--leak-check=full looks for leaks)`];
  const sums = leakSummary(losses);
  const kinds = (Object.keys(LEAK_WORDS) as LeakKind[]).filter((kind) => sums[kind].blocks > 0);
  const isHidden = (kind: LeakKind): boolean => leakCheck === 'full' && !showLeakKinds.includes(kind);
  const lines = kinds.map((kind) => {
    const hint = kind === 'reachable' && isHidden(kind) ? ' (--show-leak-kinds=all shows them)' : '';
    return `  ${LEAK_WORDS[kind]}: ${counted(sums[kind].bytes, 'byte')} in ${counted(sums[kind].blocks, 'block')}${hint}`;
  });
  if (leakCheck === 'summary') lines.push('  (--leak-check=full shows where they were allocated)');
  return [inUse(totals), ...lines];
}

function inUse({ bytesAtExit, blocksAtExit }: HeapTotals): string {
  return `In use at exit: ${counted(bytesAtExit, 'byte')} in ${counted(blocksAtExit, 'block')}`;
}
