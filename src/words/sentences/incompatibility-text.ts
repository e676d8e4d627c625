import type { Incompatibility } from '../../comparison/cells/axis.js';
import { message } from '../catalogue.js';
import { defaultLocale, type Locale } from '../locale.js';
import { unitName } from '../units/unit-text.js';

/** Explains in a sentence why two equivalent axes have separate rows. English sentences show the codes of units. */
export function incompatibilityText(locale: Locale, reason: Incompatibility): string {
  switch (reason.type) {
    case 'KINDS': {
      const [one, other] = reason.pair;
      return message(locale, 'unmerged.KINDS', {
        one: message(locale, `kind.${one}`),
        other: message(locale, `kind.${other}`),
      });
    }
    case 'VALUE_TYPES': {
      const [one, other] = reason.pair;
      return message(locale, 'unmerged.VALUE_TYPES', { one, other });
    }
    case 'UNITS': {
      const [one, other] = reason.pair.map((code) =>
        locale === defaultLocale ? code : unitName(locale, code) || message(locale, 'unit.plainNumbers'),
      );
      return message(locale, 'unmerged.UNITS', { one: one ?? '', other: other ?? '' });
    }
    default:
      return message(locale, `unmerged.${reason.type}`);
  }
}
