/** @type {Set<() => void>} */
const pending = new Set();

/**
 * Undoes something when the process exits: at its end, after an error that nobody catches, and where the handler of a signal calls
 * `process.exit`. It undoes the newest first.
 * @param {() => void} undo works synchronously, as a process that exits waits for nothing
 * @returns {() => void} forgets it, once it has been undone otherwise
 */
export function undoAtExit(undo) {
  if (pending.size === 0) process.on('exit', undoAll);
  pending.add(undo);
  return () => {
    pending.delete(undo);
    if (pending.size === 0) process.off('exit', undoAll);
  };
}

function undoAll() {
  for (const undo of [...pending].reverse()) {
    try {
      undo();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
}
