#!/usr/bin/env node
import './commands/graph/stop-signals.js';

/*
 * The import above sets the handlers of stop signals before the command line is loaded: for process 1, the kernel discards a signal that has no
 * handler. With a static import, the whole command line would be loaded before the handlers are set.
 */
await import('./command-line.js');
