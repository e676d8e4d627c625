import { axisKinds, axisPredicates, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { Naming } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import type { AxisPlace } from '../cells/axis-place.js';
import { contentOf, FilledCell, type Cell } from '../cells/cell.js';
import type { ClaimsAtHand } from '../cells/claims-at-hand.js';
import type { CellKeys, CellScope } from '../cells/content-ids.js';
import { axesIn, type CellSource, type Line } from './line.js';

/** Cells under conditions, filled when they are asked for from the claims that can hold under these; nothing of them is kept. */
export class ConditionedCells implements CellSource {
  readonly #claims: ClaimsAtHand;
  readonly #under: readonly Qualifier[];
  readonly #naming: Naming;
  readonly #scope: CellScope;

  /** @param scope what the cells' ids cover, with the conditions */
  constructor(claims: ClaimsAtHand, under: readonly Qualifier[], naming: Naming, scope: CellScope) {
    this.#claims = claims;
    this.#under = under;
    this.#naming = naming;
    this.#scope = scope;
  }

  spokenOf(approaches: readonly Approach[], axes: readonly string[]): readonly string[] {
    return axes.filter((axis) =>
      axisKinds.some((kind) =>
        approaches.some(({ id }) =>
          this.#claims.claimsAlong(id, axisPredicates[kind], axis).some((claim) => this.#counts(claim)),
        ),
      ),
    );
  }

  placesOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, AxisPlace>> {
    const ids = approaches.map(({ id }) => id);
    return this.#claims.placesOf(ids, Object.values(axisPredicates), this.#under);
  }

  cellOf(line: Line, approach: Approach): Cell {
    return this.#fill(line, approach, this.#scope.along(line.axis.id));
  }

  cellsOf(line: Line, approaches: readonly Approach[]): readonly Cell[] {
    const keys = this.#scope.along(line.axis.id);
    return approaches.map((approach) => this.#fill(line, approach, keys));
  }

  speakersIn(line: Line): Iterable<string> {
    const speakers = axesIn(line).flatMap(({ id, kind }) =>
      this.#claims
        .subjectsOf(id, axisPredicates[kind])
        .filter((subject) =>
          this.#claims.claimsAlong(subject, axisPredicates[kind], id).some((claim) => this.#counts(claim)),
        ),
    );
    return new Set(speakers);
  }

  judgementsOf(): null {
    return null;
  }

  #fill(line: Line, approach: Approach, keys: CellKeys): Cell {
    const claims = axesIn(line).flatMap(({ id, kind }) =>
      this.#claims.claimsAlong(approach.id, axisPredicates[kind], id).filter((claim) => this.#counts(claim)),
    );
    return new FilledCell(approach, contentOf(claims, line.measure, this.#naming), keys);
  }

  #counts({ qualifiers }: Claim): boolean {
    return qualifiersOverlap(qualifiers, this.#under);
  }
}
