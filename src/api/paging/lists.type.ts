import { CitedSourceType } from '../source/cited-source.type.js';
import { ClaimType } from '../claim/claim.type.js';
import { ComparisonRowType } from '../comparison/comparison.type.js';
import { connectionOf } from './connection.type.js';
import { ConceptType } from '../concept/node.type.js';
import { QuestionType } from '../question/question.type.js';

/* Lists that several fields have: those of one field alone stand with its resolver. */

export const ConceptConnection = connectionOf(
  { name: 'Concept', holds: 'concepts' },
  () => ConceptType as never,
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
