import type { ClassType, NonEmptyArray } from 'type-graphql';
import type { ConceptKind } from '../graph/concept.js';
import { ApproachListResolver, ApproachQuery, ApproachResolver } from './approach/approach.resolver.js';
import { BenefitQueries, BenefitResolver } from './links/benefit.resolver.js';
import { AuditResolver } from './changeset/audit.resolver.js';
import { ChangesetMutations } from './changeset/changeset-mutations.resolver.js';
import { ChangesetResolver } from './changeset/changeset.resolver.js';
import { ChangesetEffectsField, ChangesetEffectsResolver } from './changeset/effects.resolver.js';
import { CitedSourceQueries, CitedSourceResolver } from './source/cited-source.resolver.js';
import {
  CellPartResolver,
  ClaimResolver,
  QualifiedValueResolver,
  QuantityValueResolver,
} from './claim/claim.resolver.js';
import {
  CellResolver,
  ComparisonResolver,
  ComparisonRowResolver,
  ComparisonSectionResolver,
  ComparisonSummaryResolver,
  UnmergedAxisResolver,
} from './comparison/comparison.resolver.js';
import {
  ClaimChangeResolver,
  ComparisonDifferenceResolver,
  ComparisonHistoryResolver,
} from './comparison/difference.resolver.js';
import { SummaryCountsResolver } from './comparison/summary-counts.resolver.js';
import { ConceptResolver } from './concept/concept.resolver.js';
import { DimensionQueries, DimensionResolver } from './dimension/dimension.resolver.js';
import { DrawbackQueries, DrawbackResolver } from './links/drawback.resolver.js';
import { FeatureQueries, FeatureResolver } from './links/feature.resolver.js';
import { NodeResolver } from './concept/node.resolver.js';
import {
  CitedSourceErasureResolver,
  ClaimErasureResolver,
  RevisionErasureResolver,
  SourceTextErasureResolver,
} from './erasure/erasure.resolver.js';
import { ClaimHistoryResolver, ConceptHistoryResolver } from './revision/history.resolver.js';
import { RevisionChangeResolver, RevisionResolver } from './revision/revision.resolver.js';
import { QuestionQueries, QuestionResolver } from './question/question.resolver.js';
import { ContributionResolver, FlipResolver, RankingResolver } from './ranking/ranking.resolver.js';
import { SearchResolver } from './search/search.resolver.js';
import { SourceTextResolver } from './source/source-text.resolver.js';
import { UseCaseQueries, UseCaseResolver } from './links/use-case.resolver.js';

/** The resolver classes of each kind of concept: for its root fields, and for the fields of its type. */
const conceptResolvers: Readonly<Record<ConceptKind, readonly ClassType<object>[]>> = {
  APPROACH: [ApproachQuery, ApproachListResolver, ApproachResolver],
  FEATURE: [FeatureQueries, FeatureResolver],
  BENEFIT: [BenefitQueries, BenefitResolver],
  DRAWBACK: [DrawbackQueries, DrawbackResolver],
  USE_CASE: [UseCaseQueries, UseCaseResolver],
  DIMENSION: [DimensionQueries, DimensionResolver],
  QUESTION: [QuestionQueries, QuestionResolver],
  CITED_SOURCE: [CitedSourceQueries, CitedSourceResolver],
};

/** All resolver classes of the schema. */
export const resolvers: Readonly<NonEmptyArray<ClassType<object>>> = Object.freeze([
  ComparisonResolver,
  ComparisonRowResolver,
  ComparisonSectionResolver,
  UnmergedAxisResolver,
  CellResolver,
  ComparisonSummaryResolver,
  SummaryCountsResolver,
  ComparisonHistoryResolver,
  ComparisonDifferenceResolver,
  ClaimChangeResolver,
  RankingResolver,
  ContributionResolver,
  FlipResolver,
  ConceptResolver,
  ...Object.values(conceptResolvers).flat(),
  SourceTextResolver,
  ClaimResolver,
  QualifiedValueResolver,
  CellPartResolver,
  QuantityValueResolver,
  SearchResolver,
  NodeResolver,
  RevisionResolver,
  RevisionChangeResolver,
  ConceptHistoryResolver,
  ClaimHistoryResolver,
  CitedSourceErasureResolver,
  ClaimErasureResolver,
  RevisionErasureResolver,
  SourceTextErasureResolver,
  ChangesetResolver,
  ChangesetMutations,
  ChangesetEffectsField,
  ChangesetEffectsResolver,
  AuditResolver,
]) as Readonly<NonEmptyArray<ClassType<object>>>;
