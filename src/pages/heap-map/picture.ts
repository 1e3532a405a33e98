/**
 * A heap map as pixels: a column of the picture for each moment, high addresses at the top, colours mixed by shares.
 *
 * Payload and overhead lie at the ends of a ramp with a colour of its own in the middle: mixed as they are, they would look
 * like the grey of what is in no block.
 */
import type { HeapMapPart, MapData } from './map-data.js';

type Colour = readonly [red: number, green: number, blue: number];

export type MapColours = Record<HeapMapPart | 'halfway' | 'none', Colour>;

/** The colours of the page's theme, from its custom properties. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): Colour => {
    const value = Number.parseInt(style.getPropertyValue(`--part-${name}`).trim().slice(1), 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  };
  return {
    payload: colour('payload'),
    halfway: colour('halfway'),
    overhead: colour('overhead'),
    free: colour('free'),
    rest: colour('rest'),
    none: colour('none'),
  };
}

export function paintMap(canvas: HTMLCanvasElement, map: MapData, colours: MapColours): void {
  canvas.width = map.columns;
  canvas.height = map.cells;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(canvas.width, canvas.height);
  for (let column = 0; column < map.columns; column++) {
    for (let cell = 0; cell < map.cells; cell++) {
      const at = ((map.cells - 1 - cell) * canvas.width + column) * 4;
      image.data.set(mixed(map, column, cell, colours), at);
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

const mix = new Float64Array(3);

/** The array is the same each time. */
function mixed(map: MapData, column: number, cell: number, colours: MapColours): Float64Array {
  const { payload, overhead, free, rest } = map.shares(column, cell);
  const used = payload + overhead;
  mix.fill(0);
  if (used > 0) {
    // 0 all payload, 1 half and half, 2 all overhead.
    const place = (2 * overhead) / used;
    add(colours.payload, used * Math.max(0, 1 - place));
    add(colours.halfway, used * (1 - Math.abs(place - 1)));
    add(colours.overhead, used * Math.max(0, place - 1));
  }
  add(colours.free, free);
  add(colours.rest, rest);
  add(colours.none, 1 - used - free - rest);
  return mix;
}

function add(colour: Colour, share: number): void {
  for (let i = 0; i < 3; i++) mix[i]! += share * colour[i]!;
}
