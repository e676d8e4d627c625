import type { Change } from '../../../../src/graph/ports/writing.js';
import {
  approach,
  dimension,
  feature,
  link,
  put,
  source,
  textClaim,
  value,
} from '../../contract/examples.js';

const languages = [
  ['c', 'C'],
  ['cpp', 'C++', 'cpp'],
  ['c-sharp', 'C#', 'C sharp'],
  ['objective-c', 'Objective-C'],
  ['f-sharp', 'F#'],
  ['r', 'R'],
  ['rust', 'Rust'],
  ['java', 'Java'],
  ['javascript', 'JavaScript', 'ECMAScript', 'JS'],
  ['typescript', 'TypeScript'],
  ['python-3-1', 'Python 3.1'],
  ['python-3-9', 'Python 3.9'],
  ['python-3-10', 'Python 3.10'],
  ['net', '.NET'],
  ['net-framework', '.NET Framework'],
  ['node-js', 'Node.js'],
] as const;

const licences = [
  ['gpl-2-0', 'GNU General Public License v2.0', 'GPL-2.0', 'GNU GPL v2'],
  ['gpl-3-0', 'GNU General Public License v3.0', 'GPL-3.0', 'GPLv3'],
  ['lgpl-2-1', 'GNU Lesser General Public License v2.1', 'LGPL-2.1'],
  ['bsd-2-clause', 'BSD 2-Clause License'],
  ['bsd-3-clause', 'BSD 3-Clause License'],
  ['att', 'AT&T source licence'],
  ['cc-by-4-0', 'Creative Commons Attribution 4.0', 'CC BY 4.0'],
] as const;

const media = [
  ['usb-2-0', 'USB 2.0 flash drive'],
  ['usb-3-2', 'USB 3.2 flash drive'],
  ['sd-card', 'SD card', 'SD memory card'],
  ['microsd-card', 'microSD card'],
  ['hard-disk-drive', 'Hard disk drive', 'HDD'],
  ['solid-state-drive', 'Solid-state drive', 'SSD'],
  ['optical-disc', 'Optical disc'],
  ['tape-library', 'Tape library'],
] as const;

/** A small graph of programming languages, licences and storage media. */
export const languagesAndMedia: readonly Change[] = put(
  source('article', { name: 'An article' }),
  ...[...languages, ...licences, ...media].map(([slug, name, ...aliases]) =>
    approach(slug, { name, aliases }),
  ),
  dimension('storage-media', { name: 'Storage media' }),
  dimension('garbage-collection', { name: 'Garbage collection' }),
  feature('r-and-d', { name: 'R&D use allowed' }),
  feature('forum', { name: 'Q&A forum' }),
  feature('protection-tab', { name: 'Write protection tab' }),
  value({
    subject: 'approach/java',
    target: 'dimension/garbage-collection',
    value: { type: 'TEXT', text: 'generational, with short pauses' },
  }),
  link('approach/sd-card', 'HAS_FEATURE', 'feature/protection-tab', {
    text: 'A sliding notch on the left edge locks the card.',
  }),
  textClaim('approach/objective-c', 'DEFINED_AS', 'It adds messages to C, as Java does not.'),
  textClaim(
    'approach/tape-library',
    'DEFINED_AS',
    'Robots move hard cases and disk trays from drive to drive.',
  ),
);
