/** Calls about the process itself: arguments, environment, clocks, random numbers, waiting, ending. */
import { CLOCK, ERRNO, EVENTTYPE, SIZE } from './abi.js';
import { errnoOf, ProcessExit, WasiError } from './errors.js';
import type { Call, System } from './system.js';

/** Exit statuses are a byte, as everywhere else. */
const STATUS_MASK = 0xff;
const SUBSCRIPTION_ABSOLUTE = 1;
const READWRITE_HANGUP = 1;
const MOST_SUBSCRIPTIONS = 4096;

export function processCalls(system: System): Record<string, Call> {
  const { guest, host, fds } = system;
  const started = host.clock.processor();

  const writeStrings = (strings: readonly Uint8Array[], pointers: number, buffer: number, call: string): void => {
    let at = buffer >>> 0;
    strings.forEach((text, i) => {
      guest.setU32((pointers >>> 0) + 4 * i, at, `${call}(pointers)`);
      const target = guest.bytes(at, text.length + 1, true, `${call}(buf)`);
      target.set(text);
      target[text.length] = 0;
      at += text.length + 1;
    });
  };
  const writeSizes = (strings: readonly Uint8Array[], count: number, size: number, call: string): void => {
    guest.setU32(count >>> 0, strings.length, `${call}(count)`);
    guest.setU32(
      size >>> 0,
      strings.reduce((sum, text) => sum + text.length + 1, 0),
      `${call}(size)`,
    );
  };
  const now = (clock: number): bigint => {
    if (clock === CLOCK.realtime) return host.clock.realtime();
    if (clock === CLOCK.monotonic) return host.clock.monotonic();
    if (clock === CLOCK.processTime || clock === CLOCK.threadTime) return host.clock.processor() - started;
    throw new WasiError(ERRNO.inval);
  };

  /** No descriptor can be a socket. */
  const notASocket = (fd: number): never => {
    fds.get(fd);
    throw new WasiError(ERRNO.notsock);
  };

  return {
    args_get: (pointers: number, buffer: number) => writeStrings(system.args, pointers, buffer, 'args_get'),
    args_sizes_get: (count: number, size: number) => writeSizes(system.args, count, size, 'args_sizes_get'),
    environ_get: (pointers: number, buffer: number) => writeStrings(system.env, pointers, buffer, 'environ_get'),
    environ_sizes_get: (count: number, size: number) => writeSizes(system.env, count, size, 'environ_sizes_get'),
    clock_res_get: (clock: number, result: number) => {
      now(clock);
      guest.setU64(result >>> 0, 1n, 'clock_res_get(resolution)');
    },
    clock_time_get: (clock: number, _precision: bigint, result: number) =>
      guest.setU64(result >>> 0, now(clock), 'clock_time_get(time)'),
    random_get: (buffer: number, length: number) =>
      host.random(guest.bytes(buffer >>> 0, length >>> 0, true, 'random_get(buf)')),
    proc_exit: (status: number) => {
      throw new ProcessExit(status & STATUS_MASK);
    },
    // What raise() does when nobody handles the signal: 128 + its number, as a shell shows it.
    proc_raise: (signal: number) => {
      throw new ProcessExit((128 + signal) & STATUS_MASK);
    },
    sched_yield: () => {},
    poll_oneoff: (subscriptions: number, events: number, count: number, result: number) =>
      pollOneoff(system, subscriptions >>> 0, events >>> 0, count >>> 0, result >>> 0, now),
    sock_accept: notASocket,
    sock_recv: notASocket,
    sock_send: notASocket,
    sock_shutdown: notASocket,
  };
}

interface Wait {
  userdata: bigint;
  type: number;
  /** Nanoseconds from now, for clocks; what waits for nothing has none. */
  delay: bigint | undefined;
  errno: number;
  /** Of a stream, where it can be told: it can be read or written without waiting. */
  isReady: (() => boolean) | undefined;
  /** Of a stream: nobody has its other end any more. */
  isHungUp: (() => boolean) | undefined;
  /** Bytes that can be read or written without waiting, as far as is known. */
  bytes: bigint;
}

/**
 * Files are always ready, and streams of which nobody can tell (reading them waits by itself); clocks and others are waited for
 * when nothing is.
 */
function pollOneoff(
  system: System,
  subscriptions: number,
  events: number,
  count: number,
  result: number,
  now: (clock: number) => bigint,
): void {
  const { guest } = system;
  if (count === 0 || count > MOST_SUBSCRIPTIONS) throw new WasiError(ERRNO.inval);
  const waits: Wait[] = [];
  for (let i = 0; i < count; i++) waits.push(readSubscription(system, subscriptions + i * SIZE.subscription, now));
  const due = waitForFirst(system, waits);
  const ready = waits.filter(({ delay = 0n, isReady }) => isReady?.() ?? delay <= due);
  ready.forEach((wait, i) =>
    guest.fill(events + i * SIZE.event, SIZE.event, 'poll_oneoff(out)', (view) => {
      view.setBigUint64(0, wait.userdata, true);
      view.setUint16(8, wait.errno, true);
      view.setUint8(10, wait.type);
      view.setBigUint64(16, wait.bytes, true);
      view.setUint16(24, wait.isHungUp?.() === true ? READWRITE_HANGUP : 0, true);
    }),
  );
  guest.setU32(result, ready.length, 'poll_oneoff(nevents)');
}

/** @returns nanoseconds that have passed for clocks */
function waitForFirst({ host }: System, waits: readonly Wait[]): bigint {
  const streams = waits.flatMap(({ isReady }) => isReady ?? []);
  const isAnyReady = (): boolean => streams.some((isReady) => isReady());
  if (isAnyReady()) return 0n;
  let shortest: bigint | undefined;
  for (const { isReady, delay = 0n } of waits)
    if (isReady === undefined && (shortest === undefined || delay < shortest)) shortest = delay;
  if (shortest !== undefined && shortest <= 0n) return 0n;
  if (streams.length === 0) host.clock.sleep(shortest!);
  else host.clock.sleepUntil?.(isAnyReady, shortest);
  return isAnyReady() ? 0n : (shortest ?? 0n);
}

/** What is wrong with one subscription is said in its own event. */
function readSubscription(system: System, at: number, now: (clock: number) => bigint): Wait {
  const { guest, fds, host } = system;
  const via = 'poll_oneoff(in)';
  const wait: Wait = {
    userdata: guest.u64(at, via),
    type: guest.u8(at + 8, via),
    delay: undefined,
    errno: ERRNO.success,
    isReady: undefined,
    isHungUp: undefined,
    bytes: 0n,
  };
  try {
    if (wait.type === EVENTTYPE.clock) {
      const clock = guest.u32(at + 16, via);
      const timeout = guest.u64(at + 24, via);
      const absolute = (guest.u16(at + 40, via) & SUBSCRIPTION_ABSOLUTE) !== 0;
      const present = now(clock);
      wait.delay = absolute ? timeout - present : timeout;
    } else if (wait.type === EVENTTYPE.read || wait.type === EVENTTYPE.write) {
      const file = fds.get(guest.u32(at + 16, via));
      const { handle } = file;
      const writes = wait.type === EVENTTYPE.write;
      if (handle !== undefined && host.files.isReady?.(handle, writes) !== undefined)
        wait.isReady = () => host.files.isReady!(handle, writes)!;
      if (handle !== undefined) wait.isHungUp = () => host.files.isHungUp?.(handle) ?? false;
      const left = file.kind === 'file' ? host.files.status(file.handle!).size - BigInt(file.position) : 1n;
      wait.bytes = writes ? 1n : left > 0n ? left : 0n;
    } else wait.errno = ERRNO.inval;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined || errno === ERRNO.fault) throw error;
    wait.errno = errno;
  }
  return wait;
}
