import { conceptId, type Concept } from '../../../src/graph/concept.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import {
  citation,
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  put,
  text,
  value,
} from '../../support/changes.js';

/** A long word without a line-break opportunity; the property `overflow-wrap` can break it. */
export const longWord = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8);

/** The path of the comparison in this content. */
export const rightToLeftPath = '/compare/cloud-hosting,istidafa';

/**
 * Builds the changes that add content in Arabic and Hebrew beside English, with long words, every state of a cell, and a
 * note of partial support.
 */
export function rightToLeftContent(): readonly Change[] {
  const source = conceptId('CITED_SOURCE', 'daleel');
  const second = conceptId('CITED_SOURCE', 'madrich');
  const sources = [
    {
      ...citedSource('daleel'),
      name: 'دليل الاستضافة السحابية',
      publisher: 'دار المعرفة',
      url: 'https://daleel.example.org/%D8%AF%D9%84%D9%8A%D9%84',
      publishedOn: '2024-03-01',
      accessedOn: '2025-02-11',
      language: 'ar',
    },
    { ...citedSource('madrich'), name: 'מדריך לאחסון אתרים', publisher: 'הוצאה לאור', language: 'he' },
  ] as Concept[];
  const cited = (quote: string | null) => ({
    source,
    citations: [{ ...citation('الفصل ٣، الصفحة ١٢'), quote }],
  });
  return put(
    [
      ...sources,
      concept('APPROACH', 'istidafa', { name: 'استضافة مشتركة', summary: 'خادم واحد لعدة مواقع.' }),
      concept('APPROACH', 'cloud-hosting', {
        name: `Cloud (ענן) ${longWord}`,
        summary: 'Servers of others.',
      }),
      dimension('thaman', { name: 'الثمن', group: 'التكاليف', valueType: 'QUANTITY', unit: 'EUR/mo' }),
      dimension('wasf', { name: 'الوصف (description)', group: 'التكاليف', summary: 'ما تقدمه الخدمة.' }),
      dimension('long-note', { name: longWord, group: 'Long words' }),
      dimension('sla', { name: 'SLA', group: 'Long words' }),
      feature('nuskha', { name: 'نسخ احتياطي', summary: 'نسخة كل يوم.' }),
    ],
    [
      value(
        'istidafa',
        'thaman',
        { type: 'QUANTITY', minimum: '5', maximum: '9', unit: 'EUR/mo' },
        cited('من ٥ إلى ٩ يورو في الشهر'),
      ),
      value(
        'cloud-hosting',
        'thaman',
        { type: 'QUANTITY', minimum: '20', maximum: '20', unit: 'EUR/mo' },
        cited(null),
      ),
      value(
        'cloud-hosting',
        'thaman',
        { type: 'QUANTITY', minimum: '25', maximum: '25', unit: 'EUR/mo' },
        { source: second, citations: [{ ...citation('עמוד 4'), quote: 'המחיר הוא 25 אירו לחודש' }] },
      ),
      value(
        'istidafa',
        'wasf',
        text('خادم واحد، shared by many sites، بسعر منخفض.'),
        cited('خادم واحد لعدة مواقع'),
      ),
      value('cloud-hosting', 'wasf', text('שרת וירטואלי (VPS) עם API.'), {
        ...cited(null),
        text: 'כפי שנכתב במדריך.',
      }),
      value('istidafa', 'long-note', text(longWord), cited(longWord)),
      value('cloud-hosting', 'long-note', text('short'), { ...cited(null), text: longWord }),
      claim('approach/istidafa', 'HAS_VALUE', 'dimension/sla', {
        ...cited(null),
        value: null,
        absence: 'UNKNOWN',
      }),
      claim('approach/cloud-hosting', 'HAS_VALUE', 'dimension/sla', {
        ...cited(null),
        value: null,
        absence: 'NOT_APPLICABLE',
      }),
      claim('approach/istidafa', 'HAS_FEATURE', 'feature/nuskha', {
        ...cited('نسخة احتياطية كل أسبوع فقط'),
        value: { type: 'SUPPORT', support: 'PARTIAL', note: 'كل أسبوع فقط' },
      }),
    ].map((each, position) => ({ ...each, position })),
  );
}
