import { type AxisKind, type Claim, type Predicate, type Qualifier } from '../../graph/claim.js';
import type { ConceptKind, Dimension } from '../../graph/concept.js';
import type { DependencyRecorder } from '../../graph/dependencies/dependency-recorder.js';
import type {
  ClaimPageRequest,
  ClaimPosition,
  ConceptOrder,
  InMemoryClaims,
  VisitStated,
} from '../../graph/ports/reading.js';
import type { DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import type { Steps } from '../../graph/work/steps.js';
import { recordClaimPage } from './record-reads.js';

/** Records what a request reads from the claim look-ups of an in-memory view: see `RecordingView`. */
export class RecordingClaims implements InMemoryClaims {
  readonly #inner: InMemoryClaims;
  readonly #recorder: DependencyRecorder;

  constructor(inner: InMemoryClaims, recorder: DependencyRecorder) {
    this.#inner = inner;
    this.#recorder = recorder;
  }

  get byteLength(): number {
    return this.#inner.byteLength;
  }

  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[] {
    this.#recorder.link(subject, target);
    return this.#inner.claimsAlong(subject, predicate, target);
  }

  positionsOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, ClaimPosition>> {
    for (const subject of subjects) this.#recorder.subject(subject);
    return this.#inner.positionsOf(subjects, predicates, under);
  }

  orderClaims(key: string, request: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<void> {
    recordClaimPage(this.#recorder, key, request);
    return this.#inner.orderClaims(key, request);
  }

  orderConcepts(kind: ConceptKind, orderBy: ConceptOrder): Steps<void> {
    this.#recorder.kind(kind);
    return this.#inner.orderConcepts(kind, orderBy);
  }

  subjectsOf(target: string, predicate: Predicate): readonly string[] {
    this.#recorder.toward(target, predicate);
    return this.#inner.subjectsOf(target, predicate);
  }

  findingClaimedAxes(kinds: readonly AxisKind[]): Steps<readonly string[]> {
    for (const kind of kinds) this.#recorder.claimedAxes(kind);
    return this.#inner.findingClaimedAxes(kinds);
  }

  measuringSpread(dimension: Dimension): Steps<DimensionSpread> {
    this.#recorder.concept(dimension.id);
    return this.#inner.measuringSpread(dimension);
  }

  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void {
    this.#recorder.toward(target, predicate);
    this.#inner.eachStatedToward(target, predicate, visit);
  }
}
