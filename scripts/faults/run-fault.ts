import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { scratchFolder } from '../support/scratch-folder.js';
import { undoAtExit } from '../support/undo-at-exit.js';
import type { Fault, FaultSetting, Observation } from './fault.js';

/** The time limit of a clean-up, so that it does not block the next clean-up. Processes that a clean-up has not ended are killed when this process exits. */
const cleanUpMs = 30_000;

/** Runs a fault in a new folder, and then runs its clean-ups, even if the fault fails. */
export async function runFault(
  fault: Fault,
  setting: Omit<FaultSetting, 'folder' | 'onEnd'>,
): Promise<readonly Observation[]> {
  const folder = await scratchFolder('tertium-faults-');
  const unregister = undoAtExit(() => rmSync(folder, { recursive: true, force: true }));
  const cleanUps: (() => Promise<unknown>)[] = [];
  try {
    return await fault.run({ ...setting, folder, onEnd: (cleanUp) => cleanUps.push(cleanUp) });
  } finally {
    for (const cleanUp of cleanUps.reverse()) {
      await Promise.race([cleanUp(), delay(cleanUpMs, undefined, { ref: false })]);
    }
    await rm(folder, { recursive: true, force: true });
    unregister();
  }
}
