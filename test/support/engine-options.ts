/**
 * Options of Node for processes that tests start: they live for a second, in which V8 optimises much that it has no time to use. Told
 * to wait until a function has run eight times as long, a small program takes 0.44 s of a processor where it took 0.51 s. Not for
 * tests of properties, which run for long: those of the translation would take twice as long.
 */
import { HAS_FLAGS } from '../../src/host/node/engine.js';

export const ENGINE_OPTIONS: readonly string[] = HAS_FLAGS ? ['--interrupt-budget=1000000'] : [];
