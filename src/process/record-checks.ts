/** From what a checked program has left behind to a recording. */
import { hex } from '../base/format.js';
import { StringTable } from '../base/strings.js';
import { emptyEvents } from '../events/empty-tables.js';
import type { Ending, LeakRecord } from '../events/findings.js';
import type { EventTable, ProcessIdentity, Recording, ReportOptions } from '../events/recording.js';
import type { Checks } from './checks.js';
import type { Prepared } from './prepare.js';
import { collectSources, placeWords, sourceOf, symboliseStacks, type ReadSource } from './symbolise.js';

/** What a recording says of its run besides what happened. */
export interface RunFacts {
  /** The program's name in reports. */
  program: string;
  arguments: string[];
  /** Where it runs, absolute: reports show paths relative to it. */
  directory: string;
  tool: string;
  report: ReportOptions;
  readSource: ReadSource;
  /** On paged memory. */
  process?: ProcessIdentity;
}

export function recordChecks(
  facts: RunFacts,
  checks: Checks,
  { ending, leaks, events = emptyEvents() }: { ending: Ending; leaks: LeakRecord[]; events?: EventTable },
): Recording {
  const { prepared, stacks, log } = checks;
  const strings = new StringTable();
  const frames = symboliseStacks(stacks.table, prepared.debug, strings);
  const { findings } = log;
  const sources = collectSources(findings, leaks, ending, stacks.table, frames, strings, facts.readSource);
  return {
    header: {
      program: facts.program,
      arguments: facts.arguments,
      directory: facts.directory,
      tool: facts.tool,
      options: facts.report,
      ...(facts.process && { process: facts.process }),
      notes: [...notesOn(prepared), ...damageNotes(facts.directory, checks)],
    },
    strings,
    stacks: stacks.table,
    frames,
    events,
    findings,
    leaks,
    totals: checks.heap.totals(),
    ending,
    sources,
  };
}

function notesOn({ hasNames, debug, image }: Prepared): string[] {
  const notes: string[] = [];
  if (!hasNames) {
    notes.push(
      'The module does not name its functions, so its malloc is unknown: heap blocks and leaks were not checked. Link without --strip-all.',
    );
  }
  if (!debug.hasLines) notes.push('The module has no line information: stacks show functions only. Compile with -g.');
  if (image.stackPointer === undefined)
    notes.push('The module has no stack pointer, so stack accesses could not be checked.');
  return notes;
}

/** A heap that is broken though no call of the program has met it yet. */
function damageNotes(directory: string, { prepared: { debug }, damage, log, stacks }: Checks): string[] {
  if (log.findings.some(({ kind }) => kind === 'HeapCorrupted')) return [];
  const found = damage.findIfWritten();
  if (found === undefined) return [];
  const writer = found.writer && sourceOf(found.writer.stack, stacks.table, debug);
  const what = `The heap is broken at ${hex(found.address)}: ${found.message}`;
  if (writer === undefined) return [`${what}.`];
  const which = found.writer?.covers ? 'written over by the invalid write' : 'the last invalid write to the heap was';
  return [`${what}; ${which} ${placeWords(writer, directory)}.`];
}
