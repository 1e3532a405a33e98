/**
 * Runs a module and looks at its heap at one moment: when it has ended, after a call of its malloc family, or where the
 * payload is highest. The last is only known afterwards, so that the program is run twice, with the same input, clocks and
 * random numbers; the second run looks when it comes to the call that the first one found.
 */
import { StringTable } from '../base/strings.js';
import { emptyEvents } from '../events/empty-tables.js';
import type { Ending } from '../events/findings.js';
import type { HeapPicture, Moment } from '../events/heap/heap-picture.js';
import type { Recording } from '../events/recording.js';
import { divertOutput, silenceOutput } from '../host/node/moved-output.js';
import { SharedInput } from '../host/node/shared-input.js';
import { prepareDirect, runDirect } from '../process/direct-run.js';
import { stackDepth } from '../process/checks.js';
import type { HeapNow, HeapObserver } from '../process/heap-observer.js';
import type { Host } from '../process/host.js';
import { runProgram } from '../process/run.js';
import { symboliseStacks } from '../process/symbolise.js';
import { runRequest, type RunModuleOptions } from './run-module.js';

export interface InspectOptions extends Omit<RunModuleOptions, 'recordEvents' | 'exitOnFirstError'> {
  /** The number of a call of the malloc family, from 1, as recordings number their events. */
  at: 'exit' | 'peak' | number;
  /** False: on the allocator alone, without guard bytes and quarantine. */
  checked: boolean;
}

export interface HeapInspection {
  picture: HeapPicture;
  /** The run's stacks, findings and end; without events, and without findings where nothing was checked. */
  recording: Recording;
  /** What the engine said when it stopped a program that was not checked. */
  message: string | undefined;
}

/** There is no such moment in the run: what to say of it. */
export class NoSuchMoment extends Error {}

/** Clocks and random numbers of runs that must be equal, where the user has not chosen. */
const SEED = 1;

/** @throws as runModule does, and NoSuchMoment */
export async function inspectHeap(module: Uint8Array, options: InspectOptions): Promise<HeapInspection> {
  if (options.at === 'exit') return observe(module, options, new AtExit(), divertOutput);
  if (options.at !== 'peak') return observe(module, options, new AtEvent(options.at), divertOutput);
  const repeatable = { ...options, seed: options.seed ?? SEED };
  const input = new SharedInput();
  const search = new PeakSearch();
  await run(module, repeatable, search, (host) => divertOutput(input.of(host)));
  input.close();
  const look = new AtEvent(search.event, search.digest);
  return observe(module, repeatable, look, (host) => silenceOutput(input.of(host)));
}

interface PictureTaker extends HeapObserver {
  taken(): HeapPicture;
}

class AtExit implements PictureTaker {
  #picture: HeapPicture | undefined;

  afterCall(): void {}

  ended(now: HeapNow): void {
    this.#picture = now.picture({ at: 'exit' });
  }

  taken(): HeapPicture {
    return this.#picture!;
  }
}

/** After the call that is event number `event`. */
class AtEvent implements PictureTaker {
  readonly #event: number;
  readonly #digest: number | undefined;
  #picture: HeapPicture | undefined;
  #seen = 0;
  #isOther = false;

  /** @param digest of the run in which the event was found: the event is where the payload is highest */
  constructor(event: number, digest?: number) {
    this.#event = event;
    this.#digest = digest;
  }

  afterCall(now: HeapNow): void {
    this.#look(now);
  }

  ended(now: HeapNow): void {
    this.#look(now);
    this.#seen = now.events;
  }

  taken(): HeapPicture {
    if (this.#digest !== undefined && (this.#isOther || this.#picture === undefined))
      throw new NoSuchMoment(
        'the program allocates differently each time it runs, so its peak cannot be found: does it read what it has ' +
          'written before? --at=N shows the heap after call N',
      );
    if (this.#picture !== undefined) return this.#picture;
    throw new NoSuchMoment(
      `the program makes only ${this.#seen} calls of malloc and its kin, so there is no call ${this.#event}`,
    );
  }

  #look(now: HeapNow): void {
    if (this.#picture !== undefined || now.events < this.#event) return;
    const at = this.#digest === undefined ? 'event' : 'peak';
    this.#isOther = this.#digest !== undefined && now.digest !== this.#digest;
    this.#picture = now.picture({ at, event: this.#event } as Moment);
  }
}

/** Finds the call after which the payload is highest, the first if there are several. */
class PeakSearch implements HeapObserver {
  event = 0;
  digest = 0;
  #payload = -1;

  afterCall(now: HeapNow): void {
    if (now.payload <= this.#payload) return;
    this.#payload = now.payload;
    this.event = now.events;
    this.digest = now.digest;
  }

  ended(now: HeapNow): void {
    this.afterCall(now);
  }
}

async function observe(
  module: Uint8Array,
  options: InspectOptions,
  taker: PictureTaker,
  surroundings: (host: Host) => Host,
): Promise<HeapInspection> {
  const { recording, message } = await run(module, options, taker, surroundings);
  return { picture: taker.taken(), recording, message };
}

async function run(
  module: Uint8Array,
  options: InspectOptions,
  observer: HeapObserver,
  surroundings: (host: Host) => Host,
): Promise<{ recording: Recording; message?: string }> {
  const request = { ...(await runRequest(module, options, surroundings)), observer };
  if (options.checked) return { recording: runProgram(request).recording };
  const { memoryLimit, signatureOf, kept, timeout, report } = request;
  const program = prepareDirect(module, {
    clock: false,
    poll: timeout !== undefined,
    memoryLimit,
    signatureOf,
    kept,
    stackDepth: stackDepth(report),
  });
  request.onStart?.();
  const { ending, message, stacks } = runDirect({ ...request, program });
  const strings = new StringTable();
  return { message, recording: recordingOf(options, ending, stacks!, strings, program.prepared.debug) };
}

function recordingOf(
  options: InspectOptions,
  ending: Ending,
  stacks: Recording['stacks'],
  strings: StringTable,
  debug: Parameters<typeof symboliseStacks>[1],
): Recording {
  const { program, arguments: words, directory, tool, report } = options;
  return {
    header: { program, arguments: words, directory, tool, options: report, notes: [] },
    strings,
    stacks,
    frames: symboliseStacks(stacks, debug, strings),
    events: emptyEvents(),
    findings: [],
    leaks: [],
    totals: { allocations: 0, frees: 0, bytesAllocated: 0, blocksAtExit: 0, bytesAtExit: 0, peakBytes: 0 },
    ending,
    sources: [],
  };
}
