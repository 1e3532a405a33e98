/**
 * The report for machines; docs/report-json.md describes it. The version changes when a field changes its meaning or
 * goes away; new fields come without notice.
 */
import { errorSummary, leakErrors, leakSummary, shownLeaks } from '../../analysis/errors.js';
import { framesOf } from '../../analysis/stacks.js';
import type { StackId } from '../../base/ids.js';
import type { Place } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';

export const JSON_SCHEMA = 'heapglass.report';
export const JSON_VERSION = 1;

export function renderJson(recording: Recording): string {
  const stack = (id: StackId | undefined): unknown =>
    id === undefined
      ? undefined
      : framesOf(recording, id).map((frame) => ({
          function: frame.function,
          file: frame.file || undefined,
          line: frame.line || undefined,
          column: frame.column || undefined,
          inlined: frame.inlined || undefined,
          codeOffset: frame.site,
        }));
  const place = (at: Place): unknown => {
    if (at.in !== 'heap-block') return at;
    const { allocStack, freeStack, ...block } = at.block;
    return {
      ...at,
      block: { ...block, allocated: stack(allocStack), freed: block.state === 'freed' ? stack(freeStack) : undefined },
    };
  };
  const errors = new Set(leakErrors(recording));
  const numbers = new Map(shownLeaks(recording).map((leak) => [leak.record, leak.index]));
  const report = {
    schema: JSON_SCHEMA,
    version: JSON_VERSION,
    tool: recording.header.tool,
    program: recording.header.program,
    arguments: recording.header.arguments,
    options: recording.header.options,
    ending:
      'stack' in recording.ending ? { ...recording.ending, stack: stack(recording.ending.stack) } : recording.ending,
    findings: recording.findings.map((finding) => ({
      ...finding,
      stack: stack(finding.stack),
      ...('place' in finding ? { place: place(finding.place) } : {}),
    })),
    leaks: recording.leaks.map((leak) => ({
      ...leak,
      stack: stack(leak.stack),
      isError: errors.has(leak),
      lossRecord: numbers.get(leak),
    })),
    leakSummary: leakSummary(recording),
    heap: recording.totals,
    summary: errorSummary(recording),
    notes: recording.header.notes,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
