import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Browsers can drop the table semantics where the style sheet displays rows as blocks. Explicit roles preserve them for
    // assistive technologies.
    'no-redundant-role': 'off',
    // Matters of style: the letter case of the doctype, the slash of void elements, and long names of approaches in titles.
    'doctype-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // Check boxes with one name send several values of one parameter.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
  },
});

/** Lists the problems that a validator finds in a document: the rule, the message and the element. Empty for valid HTML. */
export async function htmlProblems(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? 'document'})`),
  );
}
