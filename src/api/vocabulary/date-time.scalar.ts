import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** The syntax of an RFC 3339 date and time. The offset is required: without it, the time depends on the server's time zone. */
const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/iu;

/**
 * Parses a date and time. Digits after the milliseconds are dropped.
 * @returns ISO 8601 in UTC with milliseconds, so that texts sort like times; null if `text` is not a valid date and time
 * @see RFC 3339, section 5.6. Leap seconds are rejected.
 */
export function parseDateTime(text: unknown): string | null {
  if (typeof text !== 'string' || !pattern.test(text)) return null;
  // `Date` accepts February 30 and moves it to March.
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return null;
  const utc = time.toISOString();
  // The conversion to UTC can result in a year that does not have four digits.
  return /^\d{4}-/u.test(utc) ? utc : null;
}

/** The scalar of points in time: RFC 3339 in arguments, UTC with milliseconds in results. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    'A point in time: a date and time with an offset (RFC 3339), e.g. "2026-05-01T00:00:00Z" or "2026-05-01T09:30:00+02:00".',
  serialize: parse,
  parseValue: parse,
  parseLiteral(node) {
    return parse(node.kind === Kind.STRING ? node.value : undefined);
  },
});

function parse(value: unknown): string {
  const time = parseDateTime(value);
  if (time === null) {
    throw new GraphQLError(
      `Expected a valid date and time with an offset such as "2026-05-01T00:00:00Z", got ${JSON.stringify(value) ?? 'a value of another type'}.`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  }
  return time;
}
