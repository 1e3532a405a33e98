/** The facts about this machine that times depend on; nothing that names it or its owner. */
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { versionOf } from './processes.mjs';

export function machineFacts() {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${arch()}`,
    node: process.version,
    gcc: versionOf('gcc') ?? 'not installed',
    valgrind: versionOf('valgrind') ?? 'not installed',
  };
}

export function describeMachine(facts) {
  return (
    `${facts.date}; ${facts.cpu}, ${facts.cores} cores, ${facts.memoryGiB} GiB, ${facts.system}; ` +
    `Node ${facts.node}; gcc: ${facts.gcc}; valgrind: ${facts.valgrind}`
  );
}
