import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ReferenceBuilder } from '../../events/references/reference-builder.js';
import { policiesNamed } from '../../memory/vm/replacement/policies.js';
import { replayReferences } from '../../memory/vm/replacement/replay-references.js';
import { lruFaults } from './lru-curve.js';

const [LRU] = policiesNamed('lru');

it('is what LRU does at every number of frames', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(15), { minLength: 1, maxLength: 200 }), (string) => {
      const builder = new ReferenceBuilder();
      for (const page of string) builder.add(page, undefined);
      const references = builder.finish();
      const simulated = Array.from({ length: references.pages }, (_, i) =>
        replayReferences(references, LRU!, { frames: i + 1, seed: 1 }),
      );
      expect([...lruFaults(references)]).toEqual([string.length, ...simulated.map(({ faults }) => faults)]);
    }),
  );
});
