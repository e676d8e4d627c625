import { ruleAdder, usualListSize, type FieldRule, type FieldRules } from '../work/field-work.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for introspection. */
export const introspectionRules: FieldRules = rules;

rule('_Service.sdl', () => ({ work: { schemaText: 1 } }));

rule(['Query.__schema', 'Query.__type'], () => ({ once: { introspection: 1 } }));

for (const name of [
  '__Schema.types',
  '__Schema.directives',
  '__Type.fields',
  '__Type.inputFields',
  '__Type.interfaces',
  '__Type.enumValues',
  '__Type.possibleTypes',
  '__Field.args',
  '__Directive.args',
]) {
  rule(name, ({ introspection }) => ({ items: introspection.get(name) ?? usualListSize }));
}
