/**
 * The report for machines; docs/report-json.md describes it and docs/report.schema.json is its form. The version changes
 * when a field changes its meaning or goes away; new fields come without notice.
 */
import { errorSummary } from '../../analysis/errors.js';
import { leakSummary, lossRecords } from '../../analysis/leaks.js';
import { framesOf } from '../../analysis/stacks.js';
import type { StackId } from '../../base/ids.js';
import type { Place } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';
import { frameData } from './frame-data.js';

export const JSON_SCHEMA = 'heapglass.report';
export const JSON_VERSION = 1;

export function renderJson(recording: Recording): string {
  return `${JSON.stringify(jsonReport(recording), undefined, 2)}\n`;
}

/** As data. */
export function jsonReport(recording: Recording): object {
  const { header, findings, totals, ending } = recording;
  const stack = (id: StackId): unknown => framesOf(recording, id).map(frameData);
  const place = (at: Place): unknown => {
    if (at.in !== 'heap-block') return at;
    const { allocStack, freeStack, ...block } = at.block;
    return {
      ...at,
      block: { ...block, allocated: stack(allocStack), freed: freeStack === undefined ? undefined : stack(freeStack) },
    };
  };
  const losses = lossRecords(recording);
  return {
    schema: JSON_SCHEMA,
    version: JSON_VERSION,
    tool: header.tool,
    program: header.program,
    arguments: header.arguments,
    directory: header.directory,
    process: header.process,
    options: header.options,
    ending: 'stack' in ending ? { ...ending, stack: stack(ending.stack) } : ending,
    findings: findings.map((finding) => ({
      ...finding,
      stack: stack(finding.stack),
      ...('place' in finding ? { place: place(finding.place) } : {}),
      ...('writer' in finding && finding.writer
        ? { writer: { ...finding.writer, stack: stack(finding.writer.stack) } }
        : {}),
    })),
    leaks: losses.map((loss) => ({
      lossRecord: loss.index,
      kind: loss.kind,
      routine: loss.routine,
      blocks: loss.blocks,
      bytes: loss.bytes,
      indirectBytes: loss.indirectBytes,
      indirectBlocks: loss.indirectBlocks,
      example: loss.example,
      isShown: loss.isShown,
      isError: loss.isError,
      stack: stack(loss.stack),
    })),
    leakSummary: leakSummary(losses),
    heap: totals,
    summary: errorSummary(findings, losses),
    notes: header.notes,
  };
}
