import { describe, expect, test } from '@jest/globals';
import { inWords, structureOf } from './structures.js';

interface StructureCase {
  readonly when: string;
  readonly lines: readonly string[];
  readonly subjects?: readonly string[];
  readonly corner: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

const cases: readonly StructureCase[] = [
  {
    when: 'the first row and the first column are heads',
    lines: ['Feature|Ash|Elm', 'Lid|yes|no', 'Mass|4 kg|3 kg'],
    corner: 'Feature',
    rows: ['Lid', 'Mass'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'a row with one cell is a section',
    lines: ['Feature|Ash|Elm', 'Safety||', 'Lid|yes|no', 'Comfort||', 'Lid|no|no'],
    corner: 'Feature',
    rows: ['Safety › Lid', 'Comfort › Lid'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'a column after columns of numbers has the names of the rows',
    lines: ['threads|pause|tool', '1|0.5|Ash', '2|0.5|Ash', '1|0.25|Elm'],
    corner: 'tool',
    rows: ['Ash (threads: 1)', 'Ash (threads: 2)', 'Elm'],
    columns: ['threads', 'pause'],
  },
  {
    when: 'the second column has lists, which are not names',
    lines: ['ID|Weavers|Region', 'oak|ana, bea|North', 'oak|cleo, dora|South', 'elm|emma, fay|East'],
    corner: 'ID',
    rows: ['oak (Weavers: ana, bea)', 'oak (Weavers: cleo, dora)', 'elm'],
    columns: ['Weavers', 'Region'],
  },
  {
    when: 'one of the ranks is a dash',
    lines: ['Rank|Kettle|Mass', '1|Ash|4 kg', '–|Elm|3 kg', '2|Oak|5 kg'],
    corner: 'Kettle',
    rows: ['Ash', 'Elm', 'Oak'],
    columns: ['Mass'],
  },
  {
    when: 'the head is repeated between the rows',
    lines: ['Feature|Ash|Elm', 'Lid|yes|no', 'Feature|Ash|Elm', 'Mass|4 kg|3 kg'],
    corner: 'Feature',
    rows: ['Lid', 'Mass'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'a repeated head names the section below it',
    lines: ['Safety|Ash|Elm', 'Lid|yes|no', 'Comfort|Ash|Elm', 'Seat|soft|hard'],
    corner: 'Safety',
    rows: ['Lid', 'Comfort › Seat'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'two rows of heads name subjects and their conditions',
    lines: ['|Ash|Ash|Elm|Elm', 'Property|Summer|Winter|Summer|Winter', 'Heat|4|3|5|2', 'Loss|1|2|2|3'],
    corner: 'Property',
    rows: ['Heat', 'Loss'],
    columns: [
      'Ash [Property: Summer]',
      'Ash [Property: Winter]',
      'Elm [Property: Summer]',
      'Elm [Property: Winter]',
    ],
  },
  {
    when: 'a row has the units of the columns',
    lines: ['Kettle|Mass|Time', '|kg|s', 'Ash|4|90', 'Elm|3|120'],
    corner: 'Kettle',
    rows: ['Ash', 'Elm'],
    columns: ['Mass in kg', 'Time in s'],
  },
  {
    when: 'a column has the units of the rows',
    lines: ['Property|Unit|Ash|Elm', 'Mass|kg|4|3', 'Time|s|90|120'],
    corner: 'Property',
    rows: ['Mass in kg', 'Time in s'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'the first column numbers the rows',
    lines: ['No.|Feature|Ash|Elm', '1|Lid|yes|no', '2|Seat|soft|hard'],
    corner: 'Feature',
    rows: ['Lid', 'Seat'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'the first column names groups of rows',
    lines: ['Area|Feature|Ash|Elm', 'Safety|Lid|yes|no', '|Lock|no|no', 'Comfort|Seat|soft|hard'],
    corner: 'Feature',
    rows: ['Safety › Lid', 'Safety › Lock', 'Comfort › Seat'],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'the second column has conditions that the names share',
    lines: [
      'Property|Season|Ash|Elm',
      'Heat|Summer|4|3',
      'Heat|Winter|5|2',
      'Loss|Summer|1|2',
      'Loss|Winter|2|3',
    ],
    corner: 'Property',
    rows: [
      'Heat [Season: Summer]',
      'Heat [Season: Winter]',
      'Loss [Season: Summer]',
      'Loss [Season: Winter]',
    ],
    columns: ['Ash', 'Elm'],
  },
  {
    when: 'a cell distinguishes two rows with one name, and its column stays a column of the body',
    lines: ['Plan|Quota|Price', 'Ash|200 G|3 €', 'Elm|1 T|8 €', 'Ash|2 T|9 €'],
    corner: 'Plan',
    rows: ['Ash (Quota: 200 G)', 'Elm', 'Ash (Quota: 2 T)'],
    columns: ['Quota', 'Price'],
  },
  {
    when: 'two cells together distinguish the rows with one name',
    lines: [
      'Plan|Kind|Term|Price',
      'Ash|home|year|3 €',
      'Ash|home|month|4 €',
      'Ash|shop|month|4 €',
      'Elm|home|year|2 €',
    ],
    corner: 'Plan',
    rows: [
      'Ash (Kind: home, Term: year)',
      'Ash (Kind: home, Term: month)',
      'Ash (Kind: shop, Term: month)',
      'Elm',
    ],
    columns: ['Kind', 'Term', 'Price'],
  },
  {
    when: 'the names of the rows are between the subjects',
    lines: ['Ash|Feature|Elm', 'yes|Lid|no', 'soft|Seat|hard'],
    subjects: ['Ash', 'Elm'],
    corner: 'Feature',
    rows: ['Lid', 'Seat'],
    columns: ['Ash', 'Elm'],
  },
];

describe('The structure of a table is found when', () => {
  test.each(cases)('$when', ({ lines, subjects, corner, rows, columns }) => {
    const structure = structureOf(lines, subjects);
    expect({
      corner: structure.corner,
      rows: structure.rows.map(inWords),
      columns: structure.columns.map(inWords),
    }).toEqual({ corner, rows, columns });
  });

  test('all columns are subjects, and the rows have no names', () => {
    const { isLabelled, columns } = structureOf(['Ash|Elm', 'a lid|no lid', 'soft|hard'], ['Ash', 'Elm']);
    expect({ isLabelled, columns: columns.map(inWords) }).toEqual({
      isLabelled: false,
      columns: ['Ash', 'Elm'],
    });
  });
});

test('a column of different decimal numbers does not distinguish rows with one name', () => {
  const { rows } = structureOf(['Plan|Price', 'Ash|3.5', 'Elm|8.5', 'Ash|9.5']);
  expect(rows.map(inWords)).toEqual(['Ash', 'Elm', 'Ash']);
});
