/** A Chromium of the machine, without a window. Tests that need one are skipped, visibly, where there is none. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** HEAPGLASS_CHROMIUM names one that is not on the PATH. */
export const CHROMIUM = process.env['HEAPGLASS_CHROMIUM'] || onPath();

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM });
}
