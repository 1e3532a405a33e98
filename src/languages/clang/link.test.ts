import { describe, expect, it } from 'vitest';
import { link } from './link.js';
import type { BuildContext, ToolRequest, Toolchain } from './toolchain.js';

const OBJECT = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** A toolchain that remembers what it was asked, with a cache; in any directory. */
function machine(): { asked: ToolRequest[]; in: (directory: string) => BuildContext } {
  const asked: ToolRequest[] = [];
  const kept = new Map<string, Uint8Array>();
  const toolchain: Toolchain = {
    identity: 'test',
    seesDisk: false,
    clangVersion: 22,
    scratch: '/.heapglass',
    targetFlags: [],
    hasLibrary: () => false,
    run: async (request) => {
      asked.push(request);
      const files = new Map((request.outputs ?? []).map((path) => [path, OBJECT]));
      return { status: 0, stdout: new Uint8Array(0), stderr: '', files };
    },
  };
  const cache = {
    get: (key: string) => kept.get(key),
    put: (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
    digest: (parts: Iterable<string | Uint8Array>) => JSON.stringify([...parts].map(String)),
  };
  const files = { read: () => undefined };
  return { asked, in: (workingDirectory) => ({ toolchain, cache, files: { ...files, workingDirectory } }) };
}

describe('link', () => {
  it("compiles heapglass's own functions once for all directories", async () => {
    const { asked, in: at } = machine();
    const request = {
      entries: [],
      libraryDirectories: [],
      cplusplus: false,
      without: new Set<string>(),
      driver: 'clang' as const,
      paged: true,
    };
    await link(at('/home/a'), request);
    await link(at('/home/b'), request);
    expect(asked.map(({ tool }) => tool)).toEqual(['clang', 'wasm-ld', 'wasm-ld']);
  });
});
