import { describe, expect, it } from 'vitest';
import { WriteLog } from './write-log.js';

describe('the log of invalid writes', () => {
  it('names the last write to the bytes in question', () => {
    const log = new WriteLog();
    log.add(1000, 8, 1);
    log.add(1004, 4, 2);
    log.add(5000, 4, 3);
    expect(log.writerOf(1004)).toEqual({ address: 1004, size: 4, stack: 2, covers: true });
    expect(log.writerOf(1000)).toEqual({ address: 1000, size: 8, stack: 1, covers: true });
  });

  it('takes a loop for one write, though two writes take turns in it', () => {
    const log = new WriteLog();
    for (let i = 0; i < 100_000; i++) {
      log.add(1000 + 16 * i, 4, 1);
      log.add(1008 + 16 * i, 8, 2);
    }
    expect(log.writerOf(1000)).toMatchObject({ address: 1000, stack: 1, covers: true });
    expect(log.writerOf(1_600_984)).toMatchObject({ stack: 2, covers: true });
  });

  it('falls back on the last write of all, and forgets the oldest', () => {
    const log = new WriteLog();
    expect(log.writerOf(1000)).toBeUndefined();
    for (let i = 0; i < 10_000; i++) log.add(100_000 + 1000 * i, 4, 1 + i);
    expect(log.writerOf(500)).toMatchObject({ stack: 10_000, covers: false });
    expect(log.writerOf(100_000)).toMatchObject({ covers: false });
    expect(log.writerOf(100_000 + 1000 * 9000)).toMatchObject({ stack: 9001, covers: true });
  });
});
