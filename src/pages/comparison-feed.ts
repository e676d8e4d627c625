import { message } from '../words/catalogue.js';
import { comparisonHref, wholeComparison, type ComparisonAddress } from './addresses/comparison-address.js';
import { entryContent, entryTitle } from './feed/entry-content.js';
import type { VisibleChange } from './feed/visible-change.js';
import type { PageContext } from './layout/site.js';
import { escapeXml } from './markup/xml.js';
import type { FeedRevision } from './operations/feed-operations.js';

/** The media type of a feed (RFC 4287, section 7). */
export const feedType = 'application/atom+xml';

/** The input of `renderComparisonFeed`. */
export interface ComparisonFeedInput {
  readonly context: PageContext;
  /** The URL that precedes the paths of pages, without a final slash. */
  readonly origin: string;
  /** The address of the feed, with current slugs. */
  readonly address: ComparisonAddress;
  /** The same address with the id of the question, or the ids of the shown approaches, as its subject. Ids never change. */
  readonly permanentAddress: ComparisonAddress;
  readonly title: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
  /** The value of `updated` for a feed without entries (RFC 3339). */
  readonly changed: string;
}

/** A revision with its changes that readers can see. */
export interface FeedEntry {
  readonly revision: FeedRevision;
  readonly change: VisibleChange;
}

/** Returns the address of the feed of a comparison: without `differences`, `sort`, `since` and `after`, which have no effect on a feed. */
export function feedAddress(address: ComparisonAddress): ComparisonAddress {
  const { subject, axes, hide, columns, under, units, at, locale } = address;
  return { ...wholeComparison(subject), axes, hide, columns, under, units, at, locale };
}

/** Renders the changes of a comparison as an Atom feed (RFC 4287), in chunks. */
export function* renderComparisonFeed({
  context: { site, locale },
  origin,
  address,
  permanentAddress,
  title,
  entries,
  changed,
}: ComparisonFeedInput): Generator<string, void> {
  const updated = entries[0]?.revision.time ?? changed;
  const page = origin + comparisonHref(address);
  yield '<?xml version="1.0" encoding="utf-8"?>\n';
  yield `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">\n`;
  yield element('id', origin + comparisonHref(permanentAddress, 'atom'));
  yield element('title', title);
  yield element('subtitle', message(locale, 'feed.subtitle'));
  yield element('updated', updated);
  yield `<author>${element('name', site.name)}</author>\n`;
  yield link('self', feedType, origin + comparisonHref(address, 'atom'));
  yield link('alternate', 'text/html', page);
  for (const { revision, change } of entries) {
    const { number: at, time } = revision;
    yield '<entry>\n';
    yield element('id', origin + comparisonHref({ ...permanentAddress, at }));
    yield element('title', entryTitle(change, locale));
    yield element('published', time);
    yield element('updated', time);
    yield link('alternate', 'text/html', origin + comparisonHref({ ...address, at }));
    yield `<content type="html">${escapeXml(entryContent(change, locale))}</content>\n`;
    yield '</entry>\n';
  }
  yield '</feed>\n';
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>\n`;
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>\n`;
}
