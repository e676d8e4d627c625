#!/usr/bin/env node
import './commands/graph/stop-signals.js';

/*
 * Handles stop signals before it loads the command line: for process 1, the kernel discards a signal that has no handler. A static import of the
 * command line would be loaded before the handlers are set.
 */
await import('./command-line.js');
