/**
 * Compares the resolver calls of plans with the resolver calls of type-graphql. Needs new modules: type-graphql
 * registers the decorated classes in its module, and by default all test files share this module.
 * @jest-environment ./__tests__/support/node-environment.js
 */
import { expect, test, describe } from '@jest/globals';
import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import fc from 'fast-check';
import {
  assertObjectType,
  getArgumentValues,
  graphql,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
} from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  buildSchemaSync,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
} from 'type-graphql';
import { bindDirectCall, resolverInstance } from '../../../../src/api/execution/calls/direct-calls.js';
import { findResolverMethod } from '../../../../src/api/execution/calls/resolver-methods.js';
import { resolverOf } from '../../../../src/api/execution/graphql-js/promised-items.js';
import { createSchema } from '../../../../src/api/schema.js';
import type { RequestContext } from '../../../../src/api/request/context.js';

@InputType()
class Inner {
  @Field(() => Int)
  @Min(0)
  number!: number;
}

@InputType()
class Outer extends Inner {
  @Field(() => [Inner], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  inner?: Inner[] | null;

  @Field(() => Outer, { nullable: true })
  @IsOptional()
  @ValidateNested()
  outer?: Outer | null;
}

@ArgsType()
class Paging {
  @Field(() => Int, { nullable: true, defaultValue: 3 })
  @IsOptional()
  @Min(1)
  @Max(5)
  first?: number | null;
}

@ArgsType()
class Selecting extends Paging {
  @Field(() => Outer, { nullable: true })
  @IsOptional()
  @ValidateNested()
  outer?: Outer | null;
}

/** Adds the names of classes to the arguments of a call, because JSON does not contain these names. */
function withClassNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withClassNames);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withClassNames(member)] as const);
  return { class: value.constructor.name, members: Object.fromEntries(members) };
}

const printArguments = (...parameters: unknown[]): string => JSON.stringify(parameters.map(withClassNames));

@ObjectType()
class Thing {
  @Field(() => String)
  name!: string;
}

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => Thing)
  thing(): Thing {
    return { name: 'thing' };
  }

  @FieldResolver(() => String)
  selected(
    @Args(() => Selecting) selecting: Selecting,
    @Root() { name }: Thing,
    @Ctx() context: unknown,
  ): string {
    return printArguments(selecting, name, context);
  }

  @FieldResolver(() => String)
  outers(
    @Arg('outers', () => [Outer], { nullable: true }) outers: Outer[] | null,
    @Arg('count', () => Int, { nullable: true }) count: number | null,
  ): string {
    return printArguments(outers, count);
  }

  @FieldResolver(() => String)
  @UseMiddleware((_, next) => next())
  guarded(): string {
    return 'guarded';
  }
}

const testSchema = buildSchemaSync({
  resolvers: [ThingResolver],
  validate: true,
  container: { get: resolverInstance },
});
const thingType = assertObjectType(testSchema.getType('Thing'));
const thing: Thing = { name: 'thing' };
const context = { request: 1 };

/** Resolves a field of `thing` with the direct call of a plan; null if there is no direct call. */
async function callDirectly(text: string): Promise<unknown> {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('Expected an operation.');
  const node = (definition.selectionSet.selections[0] as FieldNode).selectionSet?.selections[0] as FieldNode;
  const field = thingType.getFields()[node.name.value];
  const method = field && findResolverMethod(thingType, field);
  if (!field || !method) return null;
  const call = await bindDirectCall(method, getArgumentValues(field, node));
  return call && call(thing, context as unknown as RequestContext);
}

/** Resolves a field of `thing` with type-graphql; null if there is an error. */
async function resolveWithTypeGraphql(text: string): Promise<unknown> {
  const { data } = await graphql({ schema: testSchema, source: text, contextValue: context });
  const object = data?.['thing'] as Record<string, unknown> | null | undefined;
  return Object.values(object ?? {})[0] ?? null;
}

const outer = fc.letrec<{ inner: string; outer: string }>((tie) => ({
  inner: fc.integer({ min: -1, max: 20 }).map((number) => `{ number: ${number} }`),
  outer: fc
    .record({
      number: fc.integer({ min: -1, max: 20 }),
      inner: fc.option(fc.array(tie('inner'), { maxLength: 3 }), { nil: null }),
      outer: fc.option(tie('outer'), { nil: null, depthSize: 'small' }),
    })
    .map(
      ({ number, inner, outer: nested }) =>
        `{ number: ${number}, inner: ${inner === null ? 'null' : `[${inner.join(', ')}]`}${nested === null ? '' : `, outer: ${nested}`} }`,
    ),
})).outer;
const first = fc.constantFrom('', 'first: null, ', ...[-1, 1, 5, 6].map((number) => `first: ${number}, `));

describe('A method for direct calls', () => {
  test('receives the arguments that type-graphql passes, or is not called if type-graphql rejects the arguments', async () => {
    let [values, rejections] = [0, 0];
    const expectEqualValues = async (text: string): Promise<void> => {
      const expected = await resolveWithTypeGraphql(text);
      if (expected === null) rejections += 1;
      else values += 1;
      expect(await callDirectly(text)).toEqual(expected);
    };
    await fc.assert(
      fc.asyncProperty(first, outer, (size, input) =>
        expectEqualValues(`{ thing { selected(${size}outer: ${input}) } }`),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(outer, { maxLength: 2 }), (inputs) =>
        expectEqualValues(`{ thing { outers(outers: [${inputs.join(', ')}], count: 1) } }`),
      ),
    );
    for (const text of ['selected', 'outers', 'outers(outers: null)', 'outers(outers: { number: 1 })'])
      await expectEqualValues(`{ thing { ${text} } }`);
    expect(values).toBeGreaterThan(20);
    expect(rejections).toBeGreaterThan(20);
  });

  test('has no middleware; type-graphql calls methods with middleware', async () => {
    expect(findResolverMethod(thingType, thingType.getFields()['guarded'] as never)).toBeNull();
    expect(await resolveWithTypeGraphql('{ thing { guarded } }')).toBe('guarded');
  });

  test('exists for every resolver, except the resolvers of mutations and of the fields that federation adds', async () => {
    const fieldsWithoutMethod: string[] = [];
    for (const type of Object.values(createSchema().getTypeMap())) {
      // Mutations are never planned.
      if (!isObjectType(type) || type.name.startsWith('__') || type.name === 'Mutation') continue;
      for (const field of Object.values(type.getFields())) {
        if (resolverOf(field) && !findResolverMethod(type, field))
          fieldsWithoutMethod.push(`${type.name}.${field.name}`);
      }
    }
    expect(fieldsWithoutMethod).toEqual(['Query._entities', 'Query._service']);
  });
});
