/** Calls about the process itself: arguments, environment, clocks, random numbers, waiting, ending. */
import { CLOCK, ERRNO, EVENTTYPE, SIZE } from './abi.js';
import { errnoOf, ProcessExit, WasiError } from './errors.js';
import type { Call, System } from './system.js';

/** Exit statuses are a byte, as everywhere else. */
const STATUS_MASK = 0xff;
const SUBSCRIPTION_ABSOLUTE = 1;

export function processCalls(system: System): Record<string, Call> {
  const { guest, host } = system;

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
    if (clock === CLOCK.monotonic || clock === CLOCK.processTime || clock === CLOCK.threadTime)
      return host.clock.monotonic();
    throw new WasiError(ERRNO.inval);
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

function notASocket(): never {
  throw new WasiError(ERRNO.notsock);
}

interface Wait {
  userdata: bigint;
  type: number;
  /** Nanoseconds from now, for clocks. */
  delay: bigint;
  errno: number;
}

/** Files and streams are always ready (reading them waits by itself); clocks are waited for when nothing else is ready. */
function pollOneoff(
  system: System,
  subscriptions: number,
  events: number,
  count: number,
  result: number,
  now: (clock: number) => bigint,
): void {
  const { guest } = system;
  if (count === 0 || count > 4096) throw new WasiError(ERRNO.inval);
  const waits: Wait[] = [];
  for (let i = 0; i < count; i++) {
    const at = subscriptions + i * SIZE.subscription;
    const wait: Wait = {
      userdata: guest.u64(at, 'poll_oneoff(in)'),
      type: guest.u8(at + 8, 'poll_oneoff(in)'),
      delay: 0n,
      errno: 0,
    };
    try {
      if (wait.type === EVENTTYPE.clock) {
        const clock = guest.u32(at + 16, 'poll_oneoff(in)');
        const timeout = guest.u64(at + 24, 'poll_oneoff(in)');
        const absolute = (guest.u16(at + 40, 'poll_oneoff(in)') & SUBSCRIPTION_ABSOLUTE) !== 0;
        wait.delay = absolute ? timeout - now(clock) : timeout;
      } else system.fds.data(guest.u32(at + 16, 'poll_oneoff(in)'));
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === undefined || errno === ERRNO.fault) throw error;
      wait.errno = errno;
    }
    waits.push(wait);
  }
  const immediate = waits.filter((wait) => wait.type !== EVENTTYPE.clock || wait.errno !== 0);
  let ready = immediate;
  if (immediate.length === 0) {
    const shortest = waits.reduce((least, wait) => (wait.delay < least ? wait.delay : least), waits[0].delay);
    if (shortest > 0n) system.host.clock.sleep(shortest);
    ready = waits.filter((wait) => wait.delay <= shortest);
  }
  ready.forEach((wait, i) =>
    guest.fill(events + i * SIZE.event, SIZE.event, 'poll_oneoff(out)', (view) => {
      view.setBigUint64(0, wait.userdata, true);
      view.setUint16(8, wait.errno, true);
      view.setUint8(10, wait.type);
      if (wait.type !== EVENTTYPE.clock) view.setBigUint64(16, 1n, true);
    }),
  );
  guest.setU32(result, ready.length, 'poll_oneoff(nevents)');
}
