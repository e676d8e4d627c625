import type { en } from './en.js';

/** The keys of all messages. */
export type MessageKey = keyof typeof en;

/** A catalogue: an ICU message for each key. */
export type Messages = Readonly<Record<MessageKey, string>>;
