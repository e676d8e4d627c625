import type { TableCell, TableCellPart, TableStatement } from '../../formats/comparison/comparison-table.js';
import { axisKinds, axisPredicates, ranks, type Predicate } from '../../graph/claim.js';
import { sectionLabel, sectionOf } from '../../words/labels.js';
import type { Locale } from '../../words/locale.js';
import type { NumberedSources } from '../comparison/numbered-sources.js';
import type { ApproachClaim, AxisResult, TargetResult } from '../operations/approach-operation.js';

/** What sources state about an approach along the axes of one section. */
export interface StatementSection {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly StatementRow[];
}

/** What sources state about an approach along one axis. */
export interface StatementRow {
  readonly axis: AxisResult;
  readonly cell: TableCell;
}

interface AxisClaims {
  readonly axis: AxisResult;
  readonly claims: ApproachClaim[];
}

/**
 * Groups the claims about an approach by axis, and the axes by section: first dimensions, group by group, then features,
 * benefits, drawbacks and use cases, each in the order of the claims. Claims along no axis are left out.
 * @param sources numbers the cited sources
 */
export function statementSections(
  claims: readonly ApproachClaim[],
  locale: Locale,
  sources: NumberedSources,
): readonly StatementSection[] {
  const sections = new Map<string, StatementSection & { readonly rows: StatementRow[] }>();
  for (const { axis, claims: along } of claimsByAxis(claims)) {
    const section = sectionOf({ kind: axis.kind, group: axis.group ?? null });
    const row = { axis, cell: cellOf(statedClaims(along), sources) };
    const existing = sections.get(section.id);
    if (existing) existing.rows.push(row);
    else sections.set(section.id, { id: section.id, label: sectionLabel(locale, section), rows: [row] });
  }
  return [...sections.values()];
}

/** Groups claims by axis. The axes are in the order of their kinds. */
function claimsByAxis(claims: readonly ApproachClaim[]): readonly AxisClaims[] {
  const byAxis = new Map<string, AxisClaims>();
  for (const claim of claims) {
    const { target, predicate } = claim;
    if (!isAlongAxis(target, predicate)) continue;
    const key = `${target.kind} ${target.slug}`;
    const existing = byAxis.get(key);
    if (existing) existing.claims.push(claim);
    else byAxis.set(key, { axis: target, claims: [claim] });
  }
  const axes = [...byAxis.values()];
  return axisKinds.flatMap((kind) => axes.filter(({ axis }) => axis.kind === kind));
}

const alongAxes: readonly Predicate[] = Object.values(axisPredicates);

function isAlongAxis(target: TargetResult | null, predicate: Predicate): target is AxisResult {
  return (
    target !== null && (axisKinds as readonly string[]).includes(target.kind) && alongAxes.includes(predicate)
  );
}

/** Selects the claims that fill a cell of a comparison: the claims of the highest rank; UNKNOWN counts only if no other claim is left. */
function statedClaims(claims: readonly ApproachClaim[]): readonly ApproachClaim[] {
  const highest = ranks.find((each) => claims.some(({ rank }) => rank === each));
  const ofRank = claims.filter(({ rank }) => rank === highest);
  const known = ofRank.filter(({ absence }) => absence !== 'UNKNOWN');
  return known.length > 0 ? known : ofRank;
}

/**
 * Builds a cell with a part for each text. Claims with equal texts share a part. If all claims state an absence, the state is the
 * absence of the first claim; otherwise STATED.
 */
function cellOf(claims: readonly ApproachClaim[], sources: NumberedSources): TableCell {
  const parts = new Map<string, TableCellPart & { readonly statements: TableStatement[] }>();
  for (const claim of claims) {
    const text = claim.valueText ?? claim.text ?? '';
    const statement = sources.statementOf(claim);
    const existing = parts.get(text);
    if (existing) existing.statements.push(statement);
    else parts.set(text, { text, support: claim.value?.support ?? null, statements: [statement] });
  }
  const absence = claims.every((claim) => claim.absence !== null) ? claims[0]?.absence : null;
  const texts = [...parts.keys()].join('; ');
  return { state: absence ?? 'STATED', text: texts, notation: texts, parts: [...parts.values()] };
}
