import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { scratchFolder } from '../support/scratch-folder.js';
import { undoAtExit } from '../support/undo-at-exit.js';
import type { Fault, FaultSetting, Observation } from './fault.js';

/** The time limit of a clean-up, so that it does not block the next one. Processes that are left end with this process. */
const closingMs = 30_000;

/** Runs a fault in a new folder, and runs its clean-ups, also if it fails. */
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
