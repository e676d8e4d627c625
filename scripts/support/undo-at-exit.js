/** @type {Set<() => void>} */
const pending = new Set();

/**
 * Registers a clean-up for the exit of the process: at its end, after an uncaught error, and if a signal handler calls `process.exit`. The newest
 * clean-up runs first.
 * @param {() => void} undo must be synchronous, because an exiting process runs no asynchronous code
 * @returns {() => void} a function that unregisters the clean-up, to be called if the clean-up has already been done
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
