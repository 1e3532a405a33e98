/** A file on a disk that can be told to fail. */
import { MemoryFile } from '../memory-file.js';

export class FailingFile extends MemoryFile {
  failsToRead = false;
  failsToWrite = false;

  override read(offset: number, into: Uint8Array): number {
    if (this.failsToRead) throw new Error('EIO: the disk cannot be read');
    return super.read(offset, into);
  }

  override write(offset: number, from: Uint8Array): void {
    if (this.failsToWrite) throw new Error('EIO: the disk cannot be written');
    super.write(offset, from);
  }

  override sync(): void {
    if (this.failsToWrite) throw new Error('EIO: the disk cannot be written');
    super.sync();
  }
}
