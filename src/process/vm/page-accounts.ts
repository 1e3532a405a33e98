/** Faults by the place in the program that touched the page. */
import type { CodeOffset } from '../../base/ids.js';

export interface SiteFaults {
  minor: number;
  major: number;
}

export class PageAccounts {
  readonly bySite = new Map<CodeOffset, SiteFaults>();

  count(site: CodeOffset, minor: number, major: number): void {
    let faults = this.bySite.get(site);
    if (faults === undefined) this.bySite.set(site, (faults = { minor: 0, major: 0 }));
    faults.minor += minor;
    faults.major += major;
  }
}
