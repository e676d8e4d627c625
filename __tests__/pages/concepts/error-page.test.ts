/** Tests the titles, messages, links and waiting times that error pages show. */
import { expect, test } from '@jest/globals';
import { renderErrorPage, type ErrorPageInput } from '../../../src/pages/error-page.js';
import { htmlProblems } from '../html-problems.js';
import { contextOf, elements, parsed } from './concept-results.js';

function errorPage(more: Partial<ErrorPageInput>): string {
  const input: ErrorPageInput = {
    context: contextOf('de'),
    status: 404,
    message: 'There is no approach "mps".',
    nearest: [],
    retryAfter: null,
    ...more,
  };
  return [...renderErrorPage(input)].join('');
}

test.each([
  [{ status: 400 }, 'Diese Adresse ist ungültig'],
  [{ status: 400, code: 'LIMIT_EXCEEDED' }, 'Diese Seite ist zu groß'],
  [{ status: 404 }, 'Diese Seite gibt es nicht'],
  [{ status: 405, code: 'METHOD_NOT_ALLOWED' }, 'Diese Adresse ist ungültig'],
  [{ status: 429, code: 'QUOTA_EXCEEDED' }, 'Zu viele Anfragen'],
  [{ status: 500 }, 'Diese Seite konnte nicht erstellt werden'],
  [{ status: 503 }, 'Die Daten lassen sich gerade nicht lesen'],
  [{ status: 503, code: 'DEADLINE_EXCEEDED' }, 'Diese Seite hat zu lange gedauert'],
  [{ status: 504 }, 'Diese Seite hat zu lange gedauert'],
  [{ status: 400, code: 'constructor' }, 'Diese Adresse ist ungültig'],
])(
  'the page of %j is valid HTML with the title %s and a search field, and is not listed by search engines',
  async (input, title) => {
    const html = errorPage(input);
    const document = parsed(html);
    expect(document.querySelector('h1')?.textContent).toBe(title);
    expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
    expect(document.querySelector('input[name=q]')).not.toBeNull();
    expect(await htmlProblems(html)).toEqual([]);
  },
);

test('the message of the API is marked as English; the generic message of a defect is not shown', () => {
  const shown = parsed(errorPage({})).querySelector('[lang=en].lead');
  expect(shown?.textContent).toBe('There is no approach "mps".');
  expect(errorPage({ status: 500, message: 'Something went wrong on our side.' })).not.toContain(
    'went wrong',
  );
});

test('the page for an unknown name links to the pages with the nearest names', () => {
  const nearest = [{ name: 'MSP <b>', href: '/approach/msp?lang=de' }];
  const links = elements(parsed(errorPage({ nearest })), '[aria-labelledby=nearest] a');
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['MSP <b>', '/approach/msp?lang=de'],
  ]);
});

test('the page of a temporary error shows the number of seconds after which to load the page again', () => {
  const texts = [1, 30].map((retryAfter) => errorPage({ status: 429, retryAfter, context: contextOf(null) }));
  expect(texts[0]).toContain('Load the page again in 1 second.');
  expect(texts[1]).toContain('Load the page again in 30 seconds.');
});
