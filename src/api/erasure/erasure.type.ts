import { Field, Int, ObjectType } from 'type-graphql';
import {
  erasureKinds,
  erasureReasons,
  type ErasureKind,
  type ErasureReason,
} from '../../graph/ports/erasures.js';
import { enumOf } from '../vocabulary/enums.js';

const ErasureKindEnum = enumOf<ErasureKind>('ErasureKind', erasureKinds, 'What an erasure named.', {
  TEXT: 'An imported text: the text and all quotes from it were erased.',
  QUOTE: 'Claims: their quotes were erased, and the texts that contained them.',
  CLAIM: 'Claims: their quotes and words were erased, and the texts that contained the quotes.',
  SOURCE: 'A cited source: its texts, and the quotes and words of its claims were erased.',
});
const ErasureReasonEnum = enumOf<ErasureReason>(
  'ErasureReason',
  erasureReasons,
  'Why something was erased.',
  {
    LEGAL_ORDER: 'A court or an authority ordered the erasure.',
    PERSONAL_DATA: 'The words were personal data.',
    WITHDRAWN: 'The source was withdrawn.',
    OTHER: 'Another reason.',
  },
);

@ObjectType('Erasure', {
  simpleResolvers: true,
  description: 'The erasure of words from all revisions. It does not contain the words.',
})
export class ErasureType {
  @Field(() => Int, { description: 'The number of the revision that the erasure added.' })
  readonly revision!: number;

  @Field(() => String, { description: 'The time of the erasure: ISO 8601, UTC.' })
  readonly time!: string;

  @Field(() => ErasureKindEnum, { description: 'What the erasure named.' })
  readonly kind!: ErasureKind;

  @Field(() => ErasureReasonEnum, { description: 'The reason.' })
  readonly reason!: ErasureReason;
}
