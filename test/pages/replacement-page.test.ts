/** The page of a comparison of page policies, in a browser, as a reader uses it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';
import { CHROMIUM, startBrowser } from './browser.js';
import { openedPage } from './opened-page.js';

const cwd = scratch();
/** Text that would do harm if it became markup. */
const HOSTILE = `<img src=x onerror=alert(1)>&amp;"'<!--.txt`;
/** Belady's own example. */
const ANOMALY = '1 2 3 4 1 2 5 1 2 3 4 5\n';
const PROGRAM = join(import.meta.dirname, '..', 'vm', 'programs', 'search_tree.c');

describe.skipIf(CHROMIUM === undefined)('the page of a comparison of page policies', () => {
  let browser: Browser;
  let file: string;
  let byAllocator: string;

  beforeAll(async () => {
    writeFileSync(join(cwd, HOSTILE), ANOMALY);
    const written = async (name: string, words: string[]): Promise<string> => {
      const run = await heapglass([...words, '--format=html', '-o', name], { cwd, stdin: 'x' });
      expect([run.status, run.stderr]).toEqual([0, '']);
      return join(cwd, name);
    };
    const compare = ['compare', PROGRAM, '--page-policy=lru,fifo', '--ram=64k,128k', '--malloc=segregated,buddy'];
    [browser, file, byAllocator] = await Promise.all([
      startBrowser(),
      written('replay.html', ['replay', HOSTILE, '--page-policy=fifo,lru,opt', '--frames=3,4']),
      written('compare.html', compare),
    ]);
  });
  afterAll(() => browser.close());

  const opened = (use: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void> =>
    openedPage(browser, file, use, options);

  it('shows names from outside as text, and points at Belady’s anomaly', () =>
    opened(async (page) => {
      expect(await page.locator('h1').innerText()).toContain(HOSTILE);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('#anomalies').innerText()).toContain('fifo has 9 faults in 3 frames, but 10 in 4');
      expect(await page.locator('#curves-0 .halo').count()).toBe(1);
    }));

  it('sorts the table by a heading, and back', () =>
    opened(async (page) => {
      const names = (): Promise<string[]> => page.locator('.policies tbody th').allInnerTexts();
      const heading = page.getByRole('columnheader', { name: 'faults' }).first();
      await heading.getByRole('button').click();
      expect(await names()).toEqual(['opt', 'fifo', 'lru']);
      await heading.getByRole('button').press('Enter');
      expect(await names()).toEqual(['lru', 'fifo', 'opt']);
    }));

  it('draws OPT as the floor below all others, and says the ratios at a number of frames', () =>
    opened(async (page) => {
      const chart = page.locator('#curves-0');
      const heights = (name: string): Promise<number[]> =>
        chart.locator(`.dot.${name}`).evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute('cy'))));
      const [fifo, lru, opt] = await Promise.all(['series-0', 'series-1', 'series-2'].map(heights));
      for (let i = 0; i < 2; i++) expect(opt![i]!).toBeGreaterThan(Math.max(fifo![i]!, lru![i]!));
      await chart.focus();
      await page.keyboard.press('ArrowRight');
      const tooltip = await page.getByRole('status').innerText();
      expect(tooltip).toMatch(/^[34] frames\n/);
      expect(tooltip).not.toContain('below');
      await page.locator('#legend').getByRole('button', { name: 'fifo', exact: true }).click();
      expect(await chart.locator('.halo').count()).toBe(0);
    }));

  it('has faults by allocator, and a chart for each', () =>
    openedPage(browser, byAllocator, async (page) => {
      expect(await page.locator('#allocators tbody th').allInnerTexts()).toEqual(['segregated', 'buddy']);
      expect(await page.locator('.chart svg').count()).toBe(2);
      // Both hear of the number of frames that one is asked about.
      await page.locator('#curves-0').hover();
      const places = await page.locator('.moment').evaluateAll((rules) => rules.map((rule) => rule.getAttribute('x1')));
      expect(new Set(places).size).toBe(1);
      expect(await page.locator('#curves-1 .line').count()).toBe(3);
    }));

  it.each([
    [360, 'dark'],
    [1600, 'light'],
  ] as const)('fits %d pixels, in the %s theme', (width, colorScheme) =>
    opened(
      async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
        const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        expect(ground).toBe(colorScheme === 'dark' ? 'rgb(18, 21, 24)' : 'rgb(247, 247, 245)');
      },
      { viewport: { width, height: 800 }, colorScheme },
    ),
  );

  it('has its tables and sentences without a script, and no empty frames', () =>
    opened(
      async (page) => {
        expect(await page.locator('.policies tbody tr').count()).toBe(3);
        expect(await page.locator('.verdict dd').first().isVisible()).toBe(true);
        expect(await page.locator('.chart').filter({ visible: true }).count()).toBe(0);
      },
      { javaScriptEnabled: false },
    ));
});
