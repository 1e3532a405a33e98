// The few globals that every JavaScript engine offers and that TypeScript only types in its DOM or Node libraries.
// Layers below the hosts see these and nothing else of the outside world.

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}
