import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

import type { ExecutedOperation } from '../executions.js';
import { rootFieldOf } from '../schema-names.js';

/** The subject of a comparison: a question, or approaches. */
export type ComparedSubject =
  | { readonly type: 'QUESTION'; readonly slug: string }
  | { readonly type: 'APPROACHES'; readonly slugs: readonly string[] };

/** A comparison of an operation, expressed as the address of its page. */
export interface ComparisonRequest {
  /** The path of the comparison in `data` of the result. */
  readonly path: readonly string[];
  /** Null if the operation names fewer than two approaches, for example because a filter selects them. */
  readonly subject: ComparedSubject | null;
  /** The parameters of the address, which are also the attributes of the element. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The names of arguments that an address cannot express, such as `groups` and `where`. */
  readonly ignoredArguments: readonly string[];
}

type Arguments = Readonly<Record<string, unknown>>;

interface Context {
  readonly document: DocumentNode;
  readonly variables: Arguments;
}

/**
 * Finds the comparisons in the root fields `compare` and `question` of an operation, in the order of these fields. Returns none if the document cannot
 * be parsed, or has no operation with this name.
 */
export function comparisonsOf({
  query,
  operationName,
  variables,
}: ExecutedOperation): readonly ComparisonRequest[] {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch {
    return [];
  }
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const operation = (operations as readonly OperationDefinitionNode[]).find(
    ({ name }) => operationName === null || operationName === '' || name?.value === operationName,
  );
  if (!operation) return [];
  const context = { document, variables: { ...defaultsOf(operation), ...variables } };
  return fieldsIn(operation.selectionSet, context).flatMap((field) => {
    const path = [keyOf(field)];
    const values = argumentsOf(field, context);
    const name = rootFieldOf(field.name.value);
    if (name === 'compare') {
      const slugs = listOf(values['approaches']);
      const subject = slugs.length < 2 ? null : ({ type: 'APPROACHES', slugs } as const);
      return [comparisonOf(field, path, subject, values, context)];
    }
    if (name === 'question' && typeof values['slug'] === 'string') {
      const subject = { type: 'QUESTION', slug: values['slug'] } as const;
      return fieldsIn(field.selectionSet, context)
        .filter((each) => each.name.value === 'comparison')
        .map((each) => {
          const view = { at: values['at'], asOf: values['asOf'], with: values['with'] };
          const own = { ...view, ...argumentsOf(each, context) };
          return comparisonOf(each, [...path, keyOf(each)], subject, own, context);
        });
    }
    return [];
  });
}

function comparisonOf(
  field: FieldNode,
  path: readonly string[],
  subject: ComparisonRequest['subject'],
  { along, at, asOf, with: changesets }: Arguments,
  context: Context,
): ComparisonRequest {
  const selected = (along ?? {}) as Arguments;
  const rows = fieldsIn(field.selectionSet, context).find(({ name }) => name.value === 'rows');
  const rowArguments = rows ? argumentsOf(rows, context) : {};
  const format = textFormatIn(field, context);
  const sort = sorts[String(rowArguments['orderBy'])];
  return {
    path,
    subject,
    parameters: Object.fromEntries(
      Object.entries({
        differences: rowArguments['differences'] === true ? 'true' : null,
        axes: listOf(selected['axes']).join(',') || null,
        under: conditionsIn(selected['under']) || null,
        sort: sort === 'editorial' ? null : sort,
        units: format.units === null ? null : (unitParameters[format.units] ?? null),
        at: typeof at === 'number' ? String(at) : null,
        lang: format.locale,
      }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    ignoredArguments: [
      ...(asOf == null ? [] : ['asOf']),
      ...(listOf(changesets).length === 0 ? [] : ['with']),
      ...['groups', 'kinds'].filter((name) => selected[name] != null),
      ...rowFilters.filter((name) => rowArguments[name] != null),
      ...(rowArguments['orderBy'] === undefined || sort !== undefined ? [] : ['orderBy']),
    ],
  };
}

const sorts: Readonly<Record<string, string>> = {
  EDITORIAL: 'editorial',
  MOST_ALIKE: 'alike',
  MOST_DIFFERENT: 'different',
  NAME: 'name',
};
const unitParameters: Readonly<Record<string, string>> = { STATED: 'stated', CANONICAL: 'canonical' };
/** The arguments of `rows` that filter the rows and have no parameter in addresses. */
const rowFilters = ['where', 'any', 'everyStated', 'verdicts'];

function conditionsIn(under: unknown): string {
  const conditions = Array.isArray(under) ? (under as readonly Arguments[]) : [];
  return conditions
    .map(({ key, value }) => `${encodeURIComponent(String(key))}:${encodeURIComponent(String(value))}`)
    .join(',');
}

/** Finds the language and the units of the texts of a comparison. Each comes from the first field that has the argument. */
function textFormatIn(
  field: FieldNode,
  context: Context,
): { readonly locale: string | null; readonly units: string | null } {
  let locale: string | null = null;
  let units: string | null = null;
  for (const each of fieldsIn(field.selectionSet, context)) {
    const values = argumentsOf(each, context);
    const below = textFormatIn(each, context);
    locale ??= typeof values['locale'] === 'string' ? values['locale'] : below.locale;
    units ??= typeof values['units'] === 'string' ? values['units'] : below.units;
  }
  return { locale, units };
}

/** Lists the fields of a selection, with the fields of its fragments. Skips the fragments in `seen`: invalid documents can have cycles of fragments. */
function fieldsIn(
  selectionSet: SelectionSetNode | undefined,
  context: Context,
  seen: ReadonlySet<string> = new Set(),
): readonly FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(selection.selectionSet, context, seen);
    const name = selection.name.value;
    if (seen.has(name)) return [];
    for (const definition of context.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) {
        return fieldsIn(definition.selectionSet, context, new Set(seen).add(name));
      }
    }
    return [];
  });
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function argumentsOf(field: FieldNode, { variables }: Context): Arguments {
  return Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]),
  );
}

function defaultsOf(operation: OperationDefinitionNode): Arguments {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

function listOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
