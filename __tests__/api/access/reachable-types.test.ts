import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { mutationScopes, queryScopes } from '../../../src/api/access/field-scopes.js';
import { createSchema } from '../../../src/api/schema.js';

const schema = createSchema();
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});

/** Returns the names of the types that the results of these root fields can contain. */
function typesOf(roots: readonly GraphQLField<unknown, unknown>[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (type: GraphQLNamedType): void => {
    if (names.has(type.name)) return;
    names.add(type.name);
    if (isAbstractType(type)) for (const each of schema.getPossibleTypes(type)) visit(each);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
    if (isUnionType(type)) for (const each of type.getTypes()) visit(each);
  };
  for (const { type } of roots) visit(getNamedType(type));
  return names;
}

describe('The table of scopes', () => {
  test('of mutations has exactly the mutations of the schema', () => {
    expect(mutations.length).toBeGreaterThan(0);
    expect(mutations.toSorted()).toEqual(Object.keys(mutationScopes).toSorted());
  });

  test('of queries has only queries of the schema', () => {
    const names = queries.map(({ name }) => name);
    expect(Object.keys(queryScopes).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('of queries has every query whose result can contain a changeset, an edit or an entry of the audit log', () => {
    const confidential = ['Changeset', 'ChangesetEdit', 'AuditEntry'];
    const withScopes = typesOf(queries.filter(({ name }) => name in queryScopes));
    expect(confidential.filter((name) => !withScopes.has(name))).toEqual([]);
    const everybody = typesOf(queries.filter(({ name }) => !(name in queryScopes)));
    expect(everybody.size).toBeGreaterThan(50);
    expect(confidential.filter((name) => everybody.has(name))).toEqual([]);
  });
});
