/**
 * The text that Valgrind's memcheck would print, for scripts that read it. Wording, layout, order and counts follow
 * Valgrind 3.19 and later (test/oracle/valgrind-text.test.ts holds it against the real one); what Valgrind cannot find is
 * worded in its manner. As in Valgrind, --num-callers counts the frame of malloc or free too.
 */
import { errorSummary } from '../../analysis/errors.js';
import { leakSummary, lossRecords, type LossRecord } from '../../analysis/leaks.js';
import { framesOf, isLibrary, type Frame } from '../../analysis/stacks.js';
import { actorOf } from '../../analysis/system-calls.js';
import { grouped, hex } from '../../base/format.js';
import type { StackId } from '../../base/ids.js';
import type { Ending, Finding, HeapTotals, LeakKind } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';
import { causeOf, isSignalOnly, jumpTarget, signalDetail, stackOverflow, terminating, upperHex } from './signals.js';
import { describe, headOf, symbolOf } from './wording.js';

/** What runs alone has no process number; scripts only want one that is the same on every line. */
const ALONE = 1;

const LOST: Record<LeakKind, string> = {
  definite: 'definitely lost',
  indirect: 'indirectly lost',
  possible: 'possibly lost',
  reachable: 'still reachable',
};

export function renderValgrind(recording: Recording): string {
  const prefix = `==${recording.header.process?.pid ?? ALONE}==`;
  return `${new ValgrindReport(recording)
    .lines()
    .map((line) => `${prefix} ${line}`)
    .join('\n')}\n`;
}

class ValgrindReport {
  readonly #recording: Recording;
  readonly #errors: Finding[];
  readonly #losses: LossRecord[];
  /** The program's file as Valgrind would name it: the source's name without its ending. */
  readonly #object: string;
  readonly #out: string[] = [];

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#errors = recording.findings.filter((finding) => !isSignalOnly(finding));
    this.#losses = lossRecords(recording, this.#callers - 1);
    this.#object = recording.header.program.replace(/\.\w+$/, '') || 'the program';
  }

  lines(): string[] {
    const { header, ending } = this.#recording;
    this.#out.push(
      'Memcheck, a memory error detector',
      `Using heapglass-${header.tool}, which prints this in the format of Valgrind`,
      `Command: ${[header.program, ...header.arguments].join(' ')}`,
      '',
    );
    for (const finding of this.#errors) this.#error(finding);
    if (ending.how === 'first-error') {
      this.#out.push('', 'Exit program on first error (--exit-on-first-error=yes)');
      return this.#out;
    }
    this.#ending(ending);
    this.#heap();
    this.#errorSummary();
    return this.#out;
  }

  get #callers(): number {
    return this.#recording.header.options.numCallers;
  }

  #error(finding: Finding): void {
    this.#out.push(headOf(finding));
    const jump = jumpTarget(finding);
    if (jump === undefined) this.#stack(finding.stack, replacementOf(finding, this.#framesOf(finding.stack)));
    else this.#jump(finding.stack, jump);
    if ('place' in finding) this.#place(finding);
    this.#out.push('');
  }

  #jump(stack: StackId, target: string): void {
    const frames = this.#framesOf(stack).slice(0, this.#callers - 1);
    this.#rows([`${target}: ???`, ...frames.map((frame) => this.#row(frame))]);
    this.#out.push(` Address ${target} is not stack'd, malloc'd or (recently) free'd`);
  }

  #place(finding: Extract<Finding, { place: unknown }>): void {
    const { place, address } = finding;
    const frames = this.#framesOf(finding.stack);
    const first = replacementOf(finding, frames) === undefined ? 0 : 1;
    const lines = describe(place, address, {
      object: this.#object,
      frameOf: (name) => {
        const index = frames.findIndex((frame) => frame.function === name);
        return index < 0 ? undefined : { index: index + first, file: baseName(frames[index].file) };
      },
    });
    this.#out.push(...lines);
    if (place.in !== 'heap-block') return;
    const { block } = place;
    if (block.state === 'freed' && block.freeStack !== undefined && block.freeRoutine !== undefined) {
      this.#stack(block.freeStack, symbolOf(block.freeRoutine));
      this.#out.push(" Block was alloc'd at");
    }
    this.#stack(block.allocStack, symbolOf(block.routine));
  }

  #framesOf(stack: StackId): Frame[] {
    return framesOf(this.#recording, stack);
  }

  /** @param replacement function of ours that stands in for the library's, as Valgrind's does: the innermost frame */
  #stack(stack: StackId, replacement: string | undefined): void {
    const rows = this.#framesOf(stack).map((frame) => this.#row(frame));
    if (replacement !== undefined) rows.unshift(`0x0: ${replacement} (in heapglass)`);
    this.#rows(rows.slice(0, this.#callers));
  }

  #rows(rows: readonly string[]): void {
    rows.forEach((row, i) => this.#out.push(`   ${i === 0 ? 'at' : 'by'} ${row}`));
  }

  #row({ site, symbol, line, file }: Frame): string {
    return `${upperHex(site)}: ${symbol} (${line === 0 ? `in ${this.#object}` : `${baseName(file)}:${line}`})`;
  }

  #ending(ending: Ending): void {
    if (ending.how === 'timeout') {
      this.#out.push('', `Process terminating: it did not end within ${ending.seconds} seconds`);
      this.#stack(ending.stack, undefined);
    }
    if (ending.how !== 'stopped') return;
    const cause = causeOf(this.#recording.findings);
    if (cause?.kind === 'StackOverflow') this.#out.push(stackOverflow(cause.address));
    this.#out.push('', terminating(ending.signal));
    if (cause === undefined) return;
    this.#out.push(...signalDetail(cause, this.#framesOf(cause.stack)[0]?.site ?? 0));
    const jump = jumpTarget(cause);
    if (jump === undefined) this.#stack(cause.stack, replacementOf(cause, this.#framesOf(cause.stack)));
    else this.#rows([`${jump}: ???`, ...this.#framesOf(cause.stack).map((frame) => this.#row(frame))]);
    this.#writer(cause);
  }

  /** Who has probably made the program stop in the middle of its heap. */
  #writer(cause: Finding): void {
    if (cause.kind !== 'HeapCorrupted' || cause.writer === undefined) return;
    const { address, size, stack, covers } = cause.writer;
    const what = covers ? 'Written over by an invalid write' : 'The last invalid write to the heap was';
    this.#out.push(` ${what} of size ${size} at ${hex(address)}`);
    this.#stack(stack, undefined);
  }

  #heap(): void {
    const { totals, findings, header } = this.#recording;
    const { allocs, frees } = callsOf(totals, findings);
    this.#out.push(
      '',
      'HEAP SUMMARY:',
      `    in use at exit: ${grouped(totals.bytesAtExit)} bytes in ${grouped(totals.blocksAtExit)} blocks`,
      `  total heap usage: ${grouped(allocs)} allocs, ${grouped(frees)} frees, ${grouped(totals.bytesAllocated)} bytes allocated`,
      '',
    );
    if (header.options.leakCheck === 'no') {
      this.#out.push('For a detailed leak analysis, rerun with: --leak-check=full', '');
      return;
    }
    if (totals.blocksAtExit === 0) {
      this.#out.push('All heap blocks were freed -- no leaks are possible', '');
      return;
    }
    for (const loss of this.#losses) if (loss.isShown) this.#loss(loss);
    this.#leakSummary();
  }

  #loss(loss: LossRecord): void {
    const { kind, bytes, blocks, indirectBytes, index, total } = loss;
    const split = indirectBytes > 0 ? ` (${grouped(bytes)} direct, ${grouped(indirectBytes)} indirect)` : '';
    this.#out.push(
      `${grouped(bytes + indirectBytes)}${split} bytes in ${grouped(blocks)} blocks are ${LOST[kind]} in loss record ${grouped(index)} of ${grouped(total)}`,
    );
    this.#stack(loss.stack, symbolOf(loss.routine));
    this.#out.push('');
  }

  #leakSummary(): void {
    const sums = leakSummary(this.#losses);
    const { leakCheck, showLeakKinds } = this.#recording.header.options;
    const row = (kind: LeakKind): string =>
      `${grouped(sums[kind].bytes)} bytes in ${grouped(sums[kind].blocks)} blocks`;
    this.#out.push(
      'LEAK SUMMARY:',
      `   definitely lost: ${row('definite')}`,
      `   indirectly lost: ${row('indirect')}`,
      `     possibly lost: ${row('possible')}`,
      `   still reachable: ${row('reachable')}`,
      '        suppressed: 0 bytes in 0 blocks',
    );
    if (leakCheck === 'summary') this.#out.push('Rerun with --leak-check=full to see details of leaked memory');
    else if (sums.reachable.blocks > 0 && !showLeakKinds.includes('reachable')) {
      this.#out.push(
        'Reachable blocks (those to which a pointer was found) are not shown.',
        'To see them, rerun with: --leak-check=full --show-leak-kinds=all',
      );
    }
    this.#out.push('');
  }

  #errorSummary(): void {
    const { errors, contexts } = errorSummary(this.#errors, this.#losses);
    this.#out.push('For lists of detected and suppressed errors, rerun with: -s');
    this.#out.push(
      `ERROR SUMMARY: ${grouped(errors)} errors from ${grouped(contexts)} contexts (suppressed: 0 from 0)`,
    );
  }
}

/**
 * The function whose frame Valgrind would show first because it replaces the library's: of the malloc family, or one that
 * works on ranges of bytes where the compiler made an instruction of its call.
 */
function replacementOf(finding: Finding, frames: readonly Frame[]): string | undefined {
  if (finding.kind === 'ReallocSizeZero') return 'realloc';
  const isInline = frames.length > 0 && !isLibrary(frames[0]);
  if (finding.kind === 'Overlap') return isInline ? finding.routine : undefined;
  if ('routine' in finding) return symbolOf(finding.routine);
  if (!('via' in finding) || finding.via === undefined || !isInline) return undefined;
  const actor = actorOf(finding.via);
  return actor.isSystemCall ? undefined : actor.name;
}

/** Valgrind counts calls, also those that could do nothing. */
function callsOf(totals: HeapTotals, findings: readonly Finding[]): { allocs: number; frees: number } {
  let { allocations: allocs, frees } = totals;
  for (const finding of findings) {
    if (finding.kind !== 'InvalidFree') continue;
    frees += finding.count;
    if (finding.routine === 'realloc' || finding.routine === 'reallocarray') allocs += finding.count;
  }
  return { allocs, frees };
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
