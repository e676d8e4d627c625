import type { PlacedText } from '../../input/placed-text.js';

/** A label and the text after it. */
export interface LabelledText {
  readonly label: PlacedText;
  readonly rest: PlacedText;
}

const maxLabelWords = 10;

/**
 * Splits a text such as "Label: text"; null if the text does not have a label.
 * @param emphasisLength the number of emphasised UTF-16 code units at the start of the text
 */
export function splitLabel(content: PlacedText, emphasisLength = 0): LabelledText | null {
  const { text } = content;
  if (emphasisLength > 0 && emphasisLength <= 120) {
    const label = trimLabel(content.slice(0, emphasisLength));
    const after = content.slice(emphasisLength);
    const endsWithSeparator = /[:.：]\s*$/u.test(text.slice(0, emphasisLength));
    if (
      !label.isBlank &&
      (endsWithSeparator || after.isBlank || /^\s*(?:[:：–—\n]|-\s|\(.{1,40}?\)\s*[:–—-])/u.test(after.text))
    ) {
      const parenthesis = /^\s*(\(.{1,40}?\))\s*[:–—-]/u.exec(after.text);
      if (parenthesis)
        return {
          label: trimLabel(content.slice(0, emphasisLength + (parenthesis[0].length - 1))),
          rest: trimRest(after.slice(parenthesis[0].length - 1)),
        };
      return { label, rest: trimRest(after) };
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
      label: trimLabel(content.slice(0, match[1].length)),
      rest: trimRest(content.slice(match[0].length)),
    };
  }
  if (newline > 0 && isLabel(firstLine) && !/[.!?]$/u.test(firstLine)) {
    return { label: trimLabel(content.slice(0, newline)), rest: trimRest(content.slice(newline)) };
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

/** Removes the number, letter or marks at the start of a label, and white space, colons, periods and dashes at its end. */
export function trimLabel(content: PlacedText): PlacedText {
  const trimmed = content.trim();
  const markLength =
    /^(?:(?:\d{1,2}|[a-z])[.)]\s+|[^\p{L}\p{N}("“'#$.+]+)/iu.exec(trimmed.text)?.[0].length ?? 0;
  const endLength = /[\s:：.–—-]+$/u.exec(trimmed.text.slice(markLength))?.[0].length ?? 0;
  return trimmed.slice(markLength, trimmed.text.length - endLength);
}

function trimRest(content: PlacedText): PlacedText {
  const separatorLength = /^[\s:：–—.-]+/u.exec(content.text)?.[0].length ?? 0;
  return content.slice(separatorLength).trim();
}
