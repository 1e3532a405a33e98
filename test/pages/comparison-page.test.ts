/** The page of an allocator comparison, in a browser, as a reader uses it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareAllocators } from '../../src/analysis/allocators/comparison.js';
import { FACTS, measurement } from '../../src/analysis/allocators/testing/measurements.js';
import { renderComparison } from '../../src/report/allocators/render.js';
import { PLAIN } from '../../src/report/style.js';
import { heapglass, scratch } from '../cli/run-cli.js';
import { CHROMIUM, startBrowser } from './browser.js';
import { openedPage } from './opened-page.js';

const cwd = scratch();
/** Text that would do harm if it became markup. */
const HOSTILE = `<img src=x onerror=alert(1)>&amp;"'<!--.rep`;

/** Blocks of many sizes, a few of them large enough to be mapped; half are freed while others come. */
function trace(): string {
  const lines: string[] = [];
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed >>> 8) % below;
  };
  const live: number[] = [];
  let ids = 0;
  for (let i = 0; i < 3000; i++) {
    if (live.length > 20 && random(5) < 2) lines.push(`f ${live.splice(random(live.length), 1)[0]}`);
    else {
      lines.push(`a ${ids} ${i % 500 === 499 ? 600_000 : 8 + random(600)}`);
      live.push(ids++);
    }
  }
  return `0\n${ids}\n${lines.length}\n1\n${lines.join('\n')}\n`;
}

async function write(name: string, ...options: string[]): Promise<string> {
  const { status, stderr } = await heapglass(['replay', HOSTILE, '--format=html', '-o', name, ...options], { cwd });
  expect([status, stderr]).toEqual([0, '']);
  return join(cwd, name);
}

describe.skipIf(CHROMIUM === undefined)('the page of a comparison', () => {
  let browser: Browser;
  let file: string;

  beforeAll(async () => {
    writeFileSync(join(cwd, HOSTILE), trace());
    [browser, file] = await Promise.all([startBrowser(), write('all.html', '--malloc=all', '--rounds=1')]);
  });
  afterAll(() => browser.close());

  const opened = (use: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void> =>
    openedPage(browser, file, use, options);

  const names = (page: Page): Promise<string[]> => page.locator('#allocators tbody th').allInnerTexts();

  it('shows names from outside as text, and is whole in itself', () =>
    opened(async (page) => {
      expect(await page.locator('h1').innerText()).toContain(HOSTILE);
      expect(await page.title()).toContain(HOSTILE);
      expect(await page.locator('img').count()).toBe(0);
      const data = JSON.parse((await page.locator('#data').textContent())!) as { allocators: { name: string }[] };
      expect(data.allocators.map(({ name }) => name)).toEqual(await names(page));
      expect(readFileSync(file, 'utf8').length).toBeLessThan(1e6);
    }));

  it('sorts the table by a heading, and back', () =>
    opened(async (page) => {
      const column = async (): Promise<number[]> => {
        const texts = await page.locator('#allocators tbody tr td:nth-child(4)').allInnerTexts();
        return texts.map((text) => Number(text.replaceAll(',', '')));
      };
      const before = await names(page);
      const heading = page.getByRole('columnheader', { name: 'footprint, bytes' });
      await heading.getByRole('button').click();
      const ascending = await column();
      expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
      expect(await heading.getAttribute('aria-sort')).toBe('ascending');
      await heading.getByRole('button').press('Enter');
      expect(await column()).toEqual([...ascending].sort((a, b) => b - a));
      expect((await names(page)).sort()).toEqual(before.sort());
    }));

  it('draws bars as long as the footprints are', () =>
    opened(async (page) => {
      const { allocators } = JSON.parse((await page.locator('#data').textContent())!) as {
        allocators: { peakFootprint: number }[];
      };
      const bars = await page.locator('#parts-chart svg').evaluate((svg) => {
        const sums = new Map<string, number>();
        for (const bar of svg.querySelectorAll('rect[class^="part-"]')) {
          const y = bar.getAttribute('y')!;
          sums.set(y, (sums.get(y) ?? 0) + Number(bar.getAttribute('width')));
        }
        return [...sums.values()];
      });
      expect(bars.length).toBe(allocators.length);
      const perByte = bars[0]! / allocators[0]!.peakFootprint;
      for (const [i, { peakFootprint }] of allocators.entries())
        expect(bars[i]! / peakFootprint).toBeCloseTo(perByte, 9);
    }));

  it('hides and shows the lines of an allocator', () =>
    opened(async (page) => {
      const lines = page.locator('#footprint-chart .line');
      const all = await lines.count();
      const button = page.locator('#legend').getByRole('button', { name: 'buddy', exact: true });
      await button.click();
      expect([await lines.count(), await button.getAttribute('aria-pressed')]).toEqual([all - 1, 'false']);
      expect(await page.locator('#unusable-chart .line').count()).toBe(all - 1);
      await button.click();
      expect(await lines.count()).toBe(all);
      await page.locator('#legend').getByRole('button', { name: 'none' }).click();
      expect(await lines.count()).toBe(0);
    }));

  const shares = async (tooltip: Locator): Promise<number> => {
    const texts = await tooltip.locator('td').allInnerTexts();
    return texts.reduce((sum, text) => sum + Number.parseFloat(text), 0);
  };

  it('says what is behind an address, and lists the heap of that moment', () =>
    opened(async (page) => {
      const map = page.getByRole('group', { name: /^Heap map of first-fit/ });
      const tooltip = page.getByRole('status');
      await map.scrollIntoViewIfNeeded();
      const canvas = (await map.locator('canvas').boundingBox())!;
      await page.mouse.move(canvas.x + canvas.width * 0.7, canvas.y + canvas.height - 3);
      await page.mouse.down();
      expect(await tooltip.innerText()).toMatch(
        /^0x[0-9a-f]+ to 0x[0-9a-f]+, [\d.]+ [KM]?i?B; after operation [\d,]+\n/,
      );
      expect(Math.abs((await shares(tooltip)) - 100)).toBeLessThan(3);
      const moment = Number(await page.locator('#moment').inputValue());
      expect(moment / 3000).toBeGreaterThan(0.65);
      expect(moment / 3000).toBeLessThan(0.75);
      expect(await page.locator('#heap-row').innerText()).toMatch(
        /^first-fit after operation 2,\d+: footprint [\d,]+ bytes/,
      );
      expect(await page.locator('#heap-row tbody tr').count()).toBeGreaterThan(3);
    }));

  it('can be read with the keyboard', () =>
    opened(async (page) => {
      const tooltip = page.getByRole('status');
      const charts = page.locator('.chart[tabindex="0"]');
      for (let i = 0; i < (await charts.count()); i++) {
        await charts.nth(i).focus();
        await page.keyboard.press('ArrowRight');
        const isEmpty = (await charts.nth(i).locator('rect, path, circle').count()) === 0;
        expect([i, await tooltip.isVisible()]).toEqual([i, !isEmpty]);
        await page.keyboard.press('Escape');
        expect(await tooltip.isVisible()).toBe(false);
      }
    }));

  it.each([360, 1600])('fits %d pixels', (width) =>
    opened(
      async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
        for (const svg of await page.locator('.chart svg').all()) {
          const box = await svg.boundingBox();
          if (box !== null) expect(box.x + box.width).toBeLessThanOrEqual(width);
        }
      },
      { viewport: { width, height: 800 } },
    ),
  );

  it('has its tables and sentences without a script, and no empty frames', () =>
    opened(
      async (page) => {
        expect(await page.locator('#allocators tbody tr').count()).toBeGreaterThan(5);
        expect(await page.locator('.verdict dd').first().isVisible()).toBe(true);
        expect(await page.locator('.sizes').isVisible()).toBe(true);
        expect(await page.locator('.chart').filter({ visible: true }).count()).toBe(0);
        expect(await page.getByText('The charts need JavaScript').isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    ));

  it('tells what went wrong, and bears an allocator that broke down at once', async () => {
    const broken = measurement('broken', {
      failures: 3,
      firstFailure: 1,
      peakFootprint: 0,
      problems: [{ operation: 1, message: 'the allocator broke down: <b>unreachable</b>' }],
      problemCount: 2,
    });
    for (const column of Object.values(broken.series)) column.clear();
    const comparison = compareAllocators(FACTS, [measurement('plain', {}), broken], { baseline: 'plain' });
    file = join(cwd, 'broken.html');
    writeFileSync(file, renderComparison(comparison, 'html', { width: 80, style: PLAIN, tool: 'x' }));
    await opened(async (page) => {
      expect(await page.locator('.problems li').allInnerTexts()).toEqual([
        'warning broken found no memory for 3 calls, first at operation 1.',
        'error broken, operation 1: the allocator broke down: <b>unreachable</b>.',
        'error broken: 1 more problem.',
      ]);
      for (const chart of await page.locator('.chart:visible').all()) await chart.hover();
      await page.locator('#chosen').selectOption('broken');
      expect(await page.locator('#heap-row').innerText()).toBe('broken held nothing at any sample.');
    });
  });

  it('of one allocator without times has no empty places', async () => {
    file = await write('one.html', '--malloc=tlsf', '--rounds=0');
    await opened(async (page) => {
      expect(await page.locator('#time-space').isVisible()).toBe(false);
      expect(await page.locator('.map canvas').count()).toBe(1);
      expect(await page.locator('#allocators').innerText()).not.toContain('ns/op');
    });
  });
});
