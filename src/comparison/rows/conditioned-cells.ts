import { axisKinds, axisPredicates, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import type { EditorialPosition } from '../cells/editorial-position.js';
import { cellsInRow, contentOf, FilledCell, type Cell, type CellRow } from '../cells/cell.js';
import type { InMemoryClaims } from '../cells/in-memory-claims.js';
import type { CellKeys, CellScope } from '../cells/content-ids.js';
import { axesIn, type AxisGroup } from './axis-group.js';
import type { CellSource } from './cell-source.js';

/** Computes cells under conditions on request, from the claims that can be true under these conditions. The cells are not cached. */
export class ConditionedCells implements CellSource {
  readonly #claims: InMemoryClaims;
  readonly #under: readonly Qualifier[];
  readonly #nameLookup: NameLookup;
  readonly #scope: CellScope;

  /** @param scope the inputs that the ids of the cells cover, including the conditions */
  constructor(claims: InMemoryClaims, under: readonly Qualifier[], nameLookup: NameLookup, scope: CellScope) {
    this.#claims = claims;
    this.#under = under;
    this.#nameLookup = nameLookup;
    this.#scope = scope;
  }

  axesWithClaims(approaches: readonly Approach[], axes: readonly string[]): readonly string[] {
    return axes.filter((axis) =>
      axisKinds.some((kind) =>
        approaches.some(({ id }) =>
          this.#claims
            .claimsAlong(id, axisPredicates[kind], axis)
            .some((claim) => this.#isUnderConditions(claim)),
        ),
      ),
    );
  }

  positionsOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, EditorialPosition>> {
    const ids = approaches.map(({ id }) => id);
    return this.#claims.positionsOf(ids, Object.values(axisPredicates), this.#under);
  }

  cellOf(group: AxisGroup, approach: Approach): Cell {
    return this.cellsOf(group, [approach])[0] as Cell;
  }

  cellsOf(group: AxisGroup, approaches: readonly Approach[]): readonly Cell[] {
    const keys = this.#scope.along(group.axis.id);
    return cellsInRow(group.definition, approaches, (approach, row) =>
      this.#fillCell(group, approach, keys, row),
    );
  }

  subjectsIn(group: AxisGroup): Iterable<string> {
    const subjects = axesIn(group).flatMap(({ id, kind }) =>
      this.#claims
        .subjectsOf(id, axisPredicates[kind])
        .filter((subject) =>
          this.#claims
            .claimsAlong(subject, axisPredicates[kind], id)
            .some((claim) => this.#isUnderConditions(claim)),
        ),
    );
    return new Set(subjects);
  }

  rowResultsOf(): null {
    return null;
  }

  #fillCell(group: AxisGroup, approach: Approach, keys: CellKeys, row: CellRow): Cell {
    const claims = axesIn(group).flatMap(({ id, kind }) =>
      this.#claims
        .claimsAlong(approach.id, axisPredicates[kind], id)
        .filter((claim) => this.#isUnderConditions(claim)),
    );
    return new FilledCell(approach, contentOf(claims, group.definition, this.#nameLookup), keys, row);
  }

  #isUnderConditions({ qualifiers }: Claim): boolean {
    return qualifiersOverlap(qualifiers, this.#under);
  }
}
