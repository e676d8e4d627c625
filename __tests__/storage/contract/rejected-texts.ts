import { textMaxLength, type TextMediaType } from '../../../src/graph/source-text.js';
import { put, putText, source, text } from './examples.js';
import type { Rejection } from './rejected.js';

const oak = text('An oak lasts.');

export const rejectedTexts: readonly Rejection[] = [
  [
    'a hash of another text',
    [putText({ ...oak, hash: text('Another.').hash })],
    `Change 1 (putText ${text('Another.').hash}): expected the hash of the text, ${oak.hash}, got "${text('Another.').hash}".`,
  ],
  [
    'a hash in upper case',
    [putText({ ...oak, hash: oak.hash.toUpperCase() })],
    `expected the hash of the text, ${oak.hash}, got "${oak.hash.toUpperCase()}"`,
  ],
  [
    'a source of another kind',
    [putText({ ...oak, source: 'approach/msp' })],
    'expected the id of a cited source, got "approach/msp"',
  ],
  [
    'an unknown source',
    [putText({ ...oak, source: 'cited-source/none' })],
    'expected a source that is in the graph, or earlier in the set of changes, got cited-source/none, which is neither',
  ],
  [
    'a source that follows in the set',
    [putText({ ...oak, source: 'cited-source/late' }), ...put(source('late'))],
    'expected a source that is in the graph, or earlier in the set of changes, got cited-source/late, which is neither',
  ],
  [
    'a media type that is not textual',
    [putText({ ...oak, mediaType: 'image/png' as TextMediaType })],
    'expected a media type that is one of text/plain, text/markdown, text/html, text/tab-separated-values, got "image/png"',
  ],
  [
    'a text that is too long',
    [putText({ ...oak, text: 'x'.repeat(textMaxLength + 1) })],
    'expected a text of 20971520 UTF-16 code units at most, got one of 20971521',
  ],
  [
    'a text with a NUL character',
    [putText(text('Oak\0s'))],
    'expected Unicode text without NUL characters, got "\\u0000" at UTF-16 offset 3',
  ],
  [
    'a text with a lone surrogate',
    [putText(text('🌳 \uD83C'))],
    'expected Unicode text without NUL characters, got "\\ud83c" at UTF-16 offset 3',
  ],
];
