/** Runs a command to its end. */
import { spawn } from 'node:child_process';

export interface Finished {
  /** -1 when a signal ended it. */
  status: number;
  stdout: string;
  stderr: string;
}

export interface ProcessSetup {
  cwd: string;
  stdin?: Uint8Array;
  /** It is killed after this time. */
  seconds: number;
}

export function runProcess(command: string, args: string[], { cwd, stdin, seconds }: ProcessSetup): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, timeout: seconds * 1000, stdio: 'pipe' });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
    // A program that never reads its input closes the pipe early; that is its right.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? new Uint8Array(0));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        status: code ?? -1,
        stdout: Buffer.concat(output).toString(),
        stderr: Buffer.concat(errors).toString(),
      }),
    );
  });
}
