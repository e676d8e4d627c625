/**
 * Escapes a text for the content of an XML element or for an attribute. Characters that XML 1.0 excludes (section 2.2: most control characters,
 * lone surrogates, U+FFFE and U+FFFF) are replaced by U+FFFD, because XML parsers reject documents with excluded characters.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}
