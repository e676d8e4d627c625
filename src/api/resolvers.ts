import type { ClassType, NonEmptyArray } from 'type-graphql';
import { ApproachQueries, ApproachResolver } from './approach.resolver.js';
import { BenefitQueries, BenefitResolver } from './benefit.resolver.js';
import { CitedSourceQueries, CitedSourceResolver } from './cited-source.resolver.js';
import { ClaimResolver, QualifiedValueResolver } from './claim.resolver.js';
import {
  CellResolver,
  ComparisonResolver,
  ComparisonRowResolver,
  ComparisonSummaryResolver,
} from './comparison.resolver.js';
import { ConceptResolver } from './concept.resolver.js';
import { DimensionQueries, DimensionResolver } from './dimension.resolver.js';
import { DrawbackQueries, DrawbackResolver } from './drawback.resolver.js';
import { FeatureQueries, FeatureResolver } from './feature.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { QuestionQueries, QuestionResolver } from './question.resolver.js';
import { ContributionResolver, FlipResolver, RankingResolver } from './ranking.resolver.js';
import { SearchResolver } from './search.resolver.js';
import { SourceTextResolver } from './source-text.resolver.js';
import { UseCaseQueries, UseCaseResolver } from './use-case.resolver.js';

/** Every resolver of the schema: a new kind of concept adds its two here. */
export const resolvers: Readonly<NonEmptyArray<ClassType<object>>> = Object.freeze([
  ComparisonResolver,
  ComparisonRowResolver,
  CellResolver,
  ComparisonSummaryResolver,
  RankingResolver,
  ContributionResolver,
  FlipResolver,
  ConceptResolver,
  ApproachQueries,
  ApproachResolver,
  FeatureQueries,
  FeatureResolver,
  BenefitQueries,
  BenefitResolver,
  DrawbackQueries,
  DrawbackResolver,
  UseCaseQueries,
  UseCaseResolver,
  DimensionQueries,
  DimensionResolver,
  QuestionQueries,
  QuestionResolver,
  CitedSourceQueries,
  CitedSourceResolver,
  SourceTextResolver,
  ClaimResolver,
  QualifiedValueResolver,
  SearchResolver,
  NodeResolver,
]) as Readonly<NonEmptyArray<ClassType<object>>>;
