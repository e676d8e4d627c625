import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import {
  Arg,
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { environmentVariable } from './environment.js';
import { peerComparison, type PeerRow } from './peer-comparison.js';
import { peerLoaders, type PeerLoaders } from './peer-loaders.js';
import { PlainContent, type CellRow, type ClaimRow, type NamedRow, type SourceRow } from './plain-content.js';
import { serveFastify } from './ready.js';

/* Serves the peers' schema with Apollo Server on Fastify, type-graphql and DataLoader, configured as their guides recommend. */

const content = new PlainContent(environmentVariable('DATABASE_URL'));

interface Context {
  readonly loaders: PeerLoaders;
}

@ObjectType()
class Benefit {
  @Field(() => String) readonly slug!: string;
  @Field(() => String) readonly name!: string;
}

@ObjectType()
class Feature {
  @Field(() => String) readonly slug!: string;
  @Field(() => String) readonly name!: string;
}

@ObjectType()
class Approach {
  @Field(() => String) readonly slug!: string;
  @Field(() => String) readonly name!: string;
}

@ObjectType()
class Dimension {
  @Field(() => String) readonly slug!: string;
  @Field(() => String) readonly name!: string;
}

@ObjectType()
class Source {
  @Field(() => String) readonly name!: string;
  @Field(() => String) readonly url!: string;
}

@ObjectType()
class Claim {
  @Field(() => ID) readonly id!: string;
}

@ObjectType()
class Cell {
  @Field(() => String) readonly value!: string;
}

@ObjectType()
class Row {
  @Field(() => Dimension) readonly dimension!: Dimension;
}

@ObjectType()
class Comparison {
  @Field(() => [Approach]) readonly approaches!: readonly Approach[];
  @Field(() => [Row]) readonly rows!: readonly Row[];
}

@Resolver(() => Comparison)
class ComparisonResolver {
  @Query(() => Comparison)
  compare(
    @Arg('approaches', () => [String]) approaches: readonly string[],
    @Arg('dimensions', () => [String]) dimensions: readonly string[],
  ): Promise<Comparison> {
    return peerComparison(content, { approaches, dimensions });
  }
}

@Resolver(() => Approach)
class ApproachResolver {
  @FieldResolver(() => [Feature])
  features(@Root() { id }: NamedRow, @Ctx() { loaders }: Context): Promise<readonly NamedRow[]> {
    return loaders.features.load(id);
  }
}

@Resolver(() => Feature)
class FeatureResolver {
  @FieldResolver(() => [Benefit])
  benefits(@Root() { id }: NamedRow, @Ctx() { loaders }: Context): Promise<readonly NamedRow[]> {
    return loaders.benefits.load(id);
  }
}

@Resolver(() => Row)
class RowResolver {
  @FieldResolver(() => [Cell])
  cells(
    @Root() { approaches, dimension }: PeerRow,
    @Ctx() { loaders }: Context,
  ): Promise<readonly (CellRow | Error)[]> {
    return loaders.cell.loadMany(approaches.map(({ id }) => ({ approachId: id, dimensionId: dimension.id })));
  }
}

@Resolver(() => Cell)
class CellResolver {
  @FieldResolver(() => [Claim])
  claims(@Root() { id }: CellRow, @Ctx() { loaders }: Context): Promise<readonly ClaimRow[]> {
    return loaders.claims.load(id);
  }
}

@Resolver(() => Claim)
class ClaimResolver {
  @FieldResolver(() => Source)
  source(@Root() { sourceId }: ClaimRow, @Ctx() { loaders }: Context): Promise<SourceRow> {
    return loaders.source.load(sourceId);
  }
}

const app = fastify();
const apollo = new ApolloServer<Context>({
  schema: await buildSchema({
    resolvers: [
      ComparisonResolver,
      ApproachResolver,
      FeatureResolver,
      RowResolver,
      CellResolver,
      ClaimResolver,
    ],
  }),
  plugins: [fastifyApolloDrainPlugin(app)],
});
await apollo.start();
await app.register(fastifyApollo(apollo), { context: async () => ({ loaders: peerLoaders(content) }) });
await serveFastify(app);
