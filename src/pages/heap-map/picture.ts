/** A heap map as pixels: a column of the picture for each moment, high addresses at the top, colours mixed by shares. */
import { HEAP_MAP_PARTS, type HeapMapPart, type MapData } from './map-data.js';

type Colour = readonly [red: number, green: number, blue: number];

export type MapColours = Record<HeapMapPart | 'none', Colour>;

/** The colours of the page's theme, from its custom properties. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): Colour => {
    const value = Number.parseInt(style.getPropertyValue(`--part-${name}`).trim().slice(1), 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  };
  return {
    payload: colour('payload'),
    overhead: colour('overhead'),
    free: colour('free'),
    rest: colour('rest'),
    none: colour('none'),
  };
}

export function paintMap(canvas: HTMLCanvasElement, map: MapData, colours: MapColours): void {
  canvas.width = Math.max(map.columns, 1);
  canvas.height = Math.max(map.cells, 1);
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

function mixed(map: MapData, column: number, cell: number, colours: MapColours): Float64Array {
  mix.fill(0);
  let left = 1;
  for (const part of HEAP_MAP_PARTS) {
    // Rounding up may bring the sum above 1.
    const share = Math.min(left, map.share(part, column, cell));
    left -= share;
    for (let i = 0; i < 3; i++) mix[i]! += share * colours[part][i]!;
  }
  for (let i = 0; i < 3; i++) mix[i]! += left * colours.none[i]!;
  return mix;
}
