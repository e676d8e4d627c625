import { ApproachType } from './approach.type.js';
import { BenefitType } from './benefit.type.js';
import { CitedSourceType } from './cited-source.type.js';
import { ClaimType } from './claim.type.js';
import { ComparisonRowType } from './comparison.type.js';
import { connectionOf, linkConnectionOf } from './connection.type.js';
import { DimensionType } from './dimension.type.js';
import { DrawbackType } from './drawback.type.js';
import { FeatureType } from './feature.type.js';
import { ConceptType } from './node.type.js';
import { QuestionType } from './question.type.js';
import { UseCaseType } from './use-case.type.js';

const approach = () => ApproachType;
const feature = () => FeatureType;
const benefit = () => BenefitType;
const drawback = () => DrawbackType;
const useCase = () => UseCaseType;

/* Lists of things. */

export const ConceptConnection = connectionOf(
  { name: 'Concept', holds: 'concepts' },
  () => ConceptType as never,
);
export const ApproachConnection = connectionOf({ name: 'Approach', holds: 'approaches' }, approach);
export const FeatureConnection = connectionOf({ name: 'Feature', holds: 'features' }, feature);
export const BenefitConnection = connectionOf({ name: 'Benefit', holds: 'benefits' }, benefit);
export const DrawbackConnection = connectionOf({ name: 'Drawback', holds: 'drawbacks' }, drawback);
export const UseCaseConnection = connectionOf({ name: 'UseCase', holds: 'use cases' }, useCase);
export const DimensionConnection = connectionOf(
  { name: 'Dimension', holds: 'dimensions' },
  () => DimensionType,
);
export const QuestionConnection = connectionOf({ name: 'Question', holds: 'questions' }, () => QuestionType);
export const CitedSourceConnection = connectionOf(
  { name: 'CitedSource', holds: 'cited sources' },
  () => CitedSourceType,
);
export const ClaimConnection = connectionOf({ name: 'Claim', holds: 'claims' }, () => ClaimType);
export const ComparisonRowConnection = connectionOf(
  { name: 'ComparisonRow', holds: 'rows of a comparison' },
  () => ComparisonRowType,
);

/* Lists of links: named by both ends, since each edge tells of the link between them. */

export const ApproachFeatureConnection = linkConnectionOf(
  { name: 'ApproachFeature', holds: 'features of an approach' },
  feature,
);
export const ApproachBenefitConnection = linkConnectionOf(
  { name: 'ApproachBenefit', holds: 'benefits of an approach' },
  benefit,
);
export const ApproachDrawbackConnection = linkConnectionOf(
  { name: 'ApproachDrawback', holds: 'drawbacks of an approach' },
  drawback,
);
export const ApproachUseCaseConnection = linkConnectionOf(
  { name: 'ApproachUseCase', holds: 'use cases of an approach' },
  useCase,
);
export const FeatureApproachConnection = linkConnectionOf(
  { name: 'FeatureApproach', holds: 'approaches with a feature' },
  approach,
);
export const FeatureBenefitConnection = linkConnectionOf(
  { name: 'FeatureBenefit', holds: 'benefits that a feature leads to' },
  benefit,
);
export const FeatureDrawbackConnection = linkConnectionOf(
  { name: 'FeatureDrawback', holds: 'drawbacks that a feature leads to' },
  drawback,
);
export const BenefitApproachConnection = linkConnectionOf(
  { name: 'BenefitApproach', holds: 'approaches that bring a benefit' },
  approach,
);
export const BenefitFeatureConnection = linkConnectionOf(
  { name: 'BenefitFeature', holds: 'features that lead to a benefit' },
  feature,
);
export const DrawbackApproachConnection = linkConnectionOf(
  { name: 'DrawbackApproach', holds: 'approaches with a drawback' },
  approach,
);
export const DrawbackFeatureConnection = linkConnectionOf(
  { name: 'DrawbackFeature', holds: 'features that lead to a drawback' },
  feature,
);
export const UseCaseApproachConnection = linkConnectionOf(
  { name: 'UseCaseApproach', holds: 'approaches that suit a use case' },
  approach,
);
export const QuestionApproachConnection = linkConnectionOf(
  { name: 'QuestionApproach', holds: 'approaches that a question asks about' },
  approach,
);
