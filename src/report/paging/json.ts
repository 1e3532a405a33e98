/** A run on paged memory for machines; docs/vm-running.md describes it. New fields come without notice. */
import type { PagingRecord } from '../../events/paging/paging-record.js';

export const PAGING_SCHEMA = 'heapglass.paging';
export const PAGING_VERSION = 1;

/** @param checks of each process, by pid: the report of what was checked, as report-json.md describes it */
export function pagingJson(record: PagingRecord, checks: readonly object[] = []): string {
  const modelledNanoseconds = record.costs.reduce((sum, { count, each }) => sum + count * each, 0);
  const data = {
    ...{ schema: PAGING_SCHEMA, version: PAGING_VERSION, ...record, modelledNanoseconds },
    ...(record.processes.length === 1
      ? { checks: checks[0] }
      : { processes: record.processes.map((process, at) => ({ ...process, checks: checks[at] })) }),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
