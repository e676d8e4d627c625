import type { ClassType, NonEmptyArray } from 'type-graphql';
import type { ConceptKind } from '../graph/concept.js';
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

/** The root fields and edges of each kind of concept. */
const conceptResolvers: Readonly<Record<ConceptKind, readonly ClassType<object>[]>> = {
  APPROACH: [ApproachQueries, ApproachResolver],
  FEATURE: [FeatureQueries, FeatureResolver],
  BENEFIT: [BenefitQueries, BenefitResolver],
  DRAWBACK: [DrawbackQueries, DrawbackResolver],
  USE_CASE: [UseCaseQueries, UseCaseResolver],
  DIMENSION: [DimensionQueries, DimensionResolver],
  QUESTION: [QuestionQueries, QuestionResolver],
  CITED_SOURCE: [CitedSourceQueries, CitedSourceResolver],
};

/** Every resolver of the schema. */
export const resolvers: Readonly<NonEmptyArray<ClassType<object>>> = Object.freeze([
  ComparisonResolver,
  ComparisonRowResolver,
  CellResolver,
  ComparisonSummaryResolver,
  RankingResolver,
  ContributionResolver,
  FlipResolver,
  ConceptResolver,
  ...Object.values(conceptResolvers).flat(),
  SourceTextResolver,
  ClaimResolver,
  QualifiedValueResolver,
  SearchResolver,
  NodeResolver,
]) as Readonly<NonEmptyArray<ClassType<object>>>;
