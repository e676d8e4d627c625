import type { EditorialPosition } from '../../src/comparison/cells/editorial-position.js';
import type { InMemoryClaims } from '../../src/comparison/cells/in-memory-claims.js';
import type { Claim } from '../../src/graph/claim.js';
import { qualifiersOverlap } from '../../src/graph/identity.js';

/** Creates the claim look-ups of an in-memory view over `claims`. @param onRead called for each call of `claimsAlong` */
export function inMemoryClaims(
  claims: readonly Claim[],
  onRead: () => void = () => undefined,
): InMemoryClaims {
  const distinct = (ids: readonly (string | null)[]): readonly string[] =>
    [...new Set(ids.flatMap((id) => id ?? []))].sort();
  return {
    claimsAlong(subject, predicate, target) {
      onRead();
      return claims.filter(
        (each) => each.subject === subject && each.predicate === predicate && each.target === target,
      );
    },
    *positionsOf(subjects, predicates, conditions = []) {
      const positions = new Map<string, EditorialPosition>();
      for (const [subject, id] of subjects.entries()) {
        for (const each of claims) {
          if (each.subject !== id || each.target === null || !predicates.includes(each.predicate)) continue;
          if (!qualifiersOverlap(each.qualifiers, conditions)) continue;
          const { subject: first = subject, position = Infinity } = positions.get(each.target) ?? {};
          if (first === subject) {
            positions.set(each.target, { subject, position: Math.min(position, each.position) });
          }
        }
        yield;
      }
      return positions;
    },
    subjectsOf: (target, predicate) =>
      distinct(
        claims
          .filter((each) => each.target === target && each.predicate === predicate)
          .map((each) => each.subject),
      ),
    eachStatedToward(target, predicate, visit) {
      const toward = claims.filter((each) => each.target === target && each.predicate === predicate);
      for (const subject of distinct(toward.map((each) => each.subject))) {
        const own = toward.filter((each) => each.subject === subject);
        const signatures = new Set(
          own.map(({ value, absence, qualifiers, rank }) =>
            JSON.stringify([own.length, value, absence, qualifiers, rank]),
          ),
        );
        const [only, ...others] = own;
        const isPlain = others.length === 0 && only?.absence === null && only.qualifiers.length === 0;
        visit(
          subject,
          signatures.size === 1 ? ([...signatures][0] ?? null) : null,
          isPlain ? only.value : null,
        );
      }
    },
  };
}
