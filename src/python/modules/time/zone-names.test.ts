import { expect, test } from 'vitest';
import { zoneNames } from './zone-names.js';

test.each([
  ['UTC0', [[0, 'UTC']]],
  [
    'CET-1CEST,M3.5.0,M10.5.0/3',
    [
      [3600, 'CET'],
      [7200, 'CEST'],
    ],
  ],
  [
    'EST5EDT,M3.2.0,M11.1.0',
    [
      [-18000, 'EST'],
      [-14400, 'EDT'],
    ],
  ],
  // Summer is the standard there.
  [
    'IST-1GMT0,M10.5.0,M3.5.0/1',
    [
      [3600, 'IST'],
      [0, 'GMT'],
    ],
  ],
  ['<+0330>-3:30', [[12600, '+0330']]],
  [
    '<-02>2<-01>,M3.5.0/-1,M10.5.0/0',
    [
      [-7200, '-02'],
      [-3600, '-01'],
    ],
  ],
  [
    '<+1030>-10:30<+11>-11,M10.1.0,M4.1.0',
    [
      [37800, '+1030'],
      [39600, '+11'],
    ],
  ],
  ['not a rule', []],
  ['', []],
] as [string, [number, string][]][])('the names in %s', (rule, names) => {
  expect([...zoneNames(rule)]).toEqual(names);
});
