import type { Words } from './words.js';

/** A label and what it stands before. */
export interface Labelled {
  readonly label: Words;
  readonly rest: Words;
}

const maxLabelWords = 10;

/** Takes the label off words that begin with one, as in "Label: text"; null where they do not. */
export function labelled(words: Words, emphasized = 0): Labelled | null {
  const { text } = words;
  if (emphasized > 0 && emphasized <= 120) {
    const label = trimmedLabel(words.slice(0, emphasized));
    const after = words.slice(emphasized);
    const endsItself = /[:.：]\s*$/u.test(text.slice(0, emphasized));
    if (
      !label.isBlank &&
      (endsItself || after.isBlank || /^\s*(?:[:：–—\n]|-\s|\(.{1,40}?\)\s*[:–—-])/u.test(after.text))
    ) {
      const extra = /^\s*(\(.{1,40}?\))\s*[:–—-]/u.exec(after.text);
      if (extra)
        return {
          label: trimmedLabel(words.slice(0, emphasized + (extra[0].length - 1))),
          rest: strippedRest(after.slice(extra[0].length - 1)),
        };
      return { label, rest: strippedRest(after) };
    }
  }
  const newline = text.indexOf('\n');
  const firstLine = newline < 0 ? text : text.slice(0, newline);
  const match =
    /^(.{1,100}?)(?:\s*[:：]\s+(?=\S)|\s*[:：]\s*$)/u.exec(firstLine) ??
    /^(.{1,70}?)\s+[–—-]\s+(?=\S)/u.exec(firstLine) ??
    null;
  if (match?.[1] !== undefined && isLabel(match[1])) {
    return {
      label: trimmedLabel(words.slice(0, match[1].length)),
      rest: strippedRest(words.slice(match[0].length)),
    };
  }
  if (newline > 0 && isLabel(firstLine) && !/[.!?]$/u.test(firstLine)) {
    return { label: trimmedLabel(words.slice(0, newline)), rest: strippedRest(words.slice(newline)) };
  }
  return null;
}

function isLabel(text: string): boolean {
  const outside = text.replace(/\([^)]*\)/gu, '');
  return (
    outside.trim().split(/\s+/u).length <= maxLabelWords &&
    !/[!?;]|\.\s|\be\.g|\bi\.e/u.test(outside) &&
    !/\b(?:https?|note)$/iu.test(text) &&
    /\p{L}/u.test(text)
  );
}

/** A label without its number, marks and colon. */
export function trimmedLabel(words: Words): Words {
  const trimmed = words.trim();
  const head = /^(?:(?:\d{1,2}|[a-z])[.)]\s+|[^\p{L}\p{N}("“'#$.+]+)/iu.exec(trimmed.text)?.[0].length ?? 0;
  const tail = /[\s:：.–—-]+$/u.exec(trimmed.text.slice(head))?.[0].length ?? 0;
  return trimmed.slice(head, trimmed.text.length - tail);
}

function strippedRest(words: Words): Words {
  const lead = /^[\s:：–—.-]+/u.exec(words.text)?.[0].length ?? 0;
  return words.slice(lead).trim();
}
