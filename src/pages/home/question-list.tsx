import type { VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { conceptPageHref } from '../addresses/concept-page.js';
import type { HomeLists, ListedQuestion } from '../operations/home-operation.js';

/** The questions, by category. */
export function QuestionList({
  questions: { nodes, totalCount },
  locale,
  chosenLocale,
}: {
  readonly questions: HomeLists['questions'];
  readonly locale: Locale;
  readonly chosenLocale: Locale | null;
}): VNode | null {
  if (nodes.length === 0) return null;
  const groups = byCategory(nodes);
  const left = totalCount - nodes.length;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{message(locale, 'page.home.questions')}</h2>
      <div class="categories">
        {groups.map(([category, questions]) => (
          <section>
            {category !== null ? (
              <h3 dir="auto">{category}</h3>
            ) : (
              groups.length > 1 && <h3>{message(locale, 'page.home.otherQuestions')}</h3>
            )}
            <ul class="plain">
              {questions.map(({ slug, name, summary }) => (
                <li>
                  <a
                    href={
                      conceptPageHref({ kind: 'QUESTION', slug }, { at: null, locale: chosenLocale }) ??
                      undefined
                    }
                  >
                    <bdi>{name}</bdi>
                  </a>
                  {summary !== null && <p dir="auto">{summary}</p>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {left > 0 && <p>{message(locale, 'page.home.moreQuestions', { count: left })}</p>}
    </section>
  );
}

/** Groups questions by category, in the order of the first question of each category. Questions without a category are last. */
function byCategory(
  questions: readonly ListedQuestion[],
): readonly (readonly [category: string | null, questions: readonly ListedQuestion[]])[] {
  const groups = new Map<string | null, ListedQuestion[]>();
  for (const question of questions) {
    const group = groups.get(question.category);
    if (group) group.push(question);
    else groups.set(question.category, [question]);
  }
  const entries = [...groups];
  return [
    ...entries.filter(([category]) => category !== null),
    ...entries.filter(([category]) => category === null),
  ];
}
