import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { scratchFolder } from '../support/scratch-folder.js';
import { undoAtExit } from '../support/undo-at-exit.js';
import type { Fault, FaultSetting, Observation } from './fault.js';

/** Closing must not hold up what comes after it; whatever is left then ends with the process. */
const closingMs = 30_000;

/** Runs a fault in a folder of its own, and closes what it has opened, also where it fails. */
export async function runFault(
  fault: Fault,
  setting: Omit<FaultSetting, 'folder' | 'later'>,
): Promise<readonly Observation[]> {
  const folder = await scratchFolder('tertium-faults-');
  const forget = undoAtExit(() => rmSync(folder, { recursive: true, force: true }));
  const closing: (() => Promise<unknown>)[] = [];
  try {
    return await fault.run({ ...setting, folder, later: (close) => closing.push(close) });
  } finally {
    for (const close of closing.reverse()) {
      await Promise.race([close(), delay(closingMs, undefined, { ref: false })]);
    }
    await rm(folder, { recursive: true, force: true });
    forget();
  }
}
