import { CitedSourceType } from '../source/cited-source.type.js';
import { ClaimType } from '../claim/claim.type.js';
import { ComparisonRowType } from '../comparison/comparison.type.js';
import { connectionOf } from './connection.type.js';
import { ConceptType } from '../concept/node.type.js';
import { QuestionType } from '../question/question.type.js';

export const ConceptConnection = connectionOf(
  { name: 'Concept', content: 'concepts' },
  () => ConceptType as never,
);
export const QuestionConnection = connectionOf(
  { name: 'Question', content: 'questions' },
  () => QuestionType,
);
export const CitedSourceConnection = connectionOf(
  { name: 'CitedSource', content: 'cited sources' },
  () => CitedSourceType,
);
export const ClaimConnection = connectionOf({ name: 'Claim', content: 'claims' }, () => ClaimType);
export const ComparisonRowConnection = connectionOf(
  { name: 'ComparisonRow', content: 'rows of a comparison' },
  () => ComparisonRowType,
);
