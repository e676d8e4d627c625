import { valueDefinitionOf, type Axis } from '../../comparison/cells/axis.js';
import {
  maxConditions,
  misfitOf,
  problemOf,
  type AxisCondition,
} from '../../comparison/conditions/axis-condition.js';
import { axisKinds, type Qualifier } from '../../graph/claim.js';
import { badUserInput, type TertiumError } from '../../graph/errors.js';
import type { AxisConditionInput } from '../comparison/axis-condition.type.js';
import { loadEachReference, shortened } from '../references/reference.js';
import type { RequestView } from '../request/request-view.js';

/** A condition of an argument, with its axis. */
export interface ReadCondition {
  readonly axis: Axis;
  readonly condition: AxisCondition;
}

/**
 * Reads the conditions of an argument: finds the axes, and checks that each condition fits its axis.
 * @param argument the path of the argument, for messages
 * @param defaultAxis the axis of conditions that do not name an axis; null if every condition must name an axis
 * @throws {TertiumError} BAD_USER_INPUT for too many conditions, for a condition without an axis, with a slug of several
 *   axes, or with members that are malformed or do not fit the axis; NOT_FOUND, with the nearest slugs, for an axis that
 *   does not exist
 */
export async function readConditions(
  requestView: RequestView,
  argument: string,
  inputs: readonly AxisConditionInput[],
  defaultAxis: Axis | null,
): Promise<readonly ReadCondition[]> {
  if (inputs.length > maxConditions) {
    throw badArgument(argument, `expected at most ${maxConditions} conditions, got ${inputs.length}`);
  }
  inputs.forEach((input, index) => checkCondition(input, `${argument}[${index}]`));
  const named = inputs.flatMap(({ axis }) => axis ?? []);
  if (defaultAxis === null && named.length < inputs.length) {
    const missing = inputs.findIndex(({ axis }) => (axis ?? null) === null);
    throw badArgument(`${argument}[${missing}].axis`, 'expected an axis, by slug or id, got none');
  }
  const axes = await readAxes(requestView, argument, named);
  let next = 0;
  return inputs.map((input, index) => {
    const isNamed = (input.axis ?? null) !== null;
    const axis = (isNamed ? axes[next++] : defaultAxis) as Axis;
    return { axis, condition: fittingCondition(input, axis, `${argument}[${index}]`) };
  });
}

/**
 * Finds one axis for each reference.
 * @throws {TertiumError} NOT_FOUND for a reference that no axis has; BAD_USER_INPUT for a slug that several axes have
 */
export async function readAxes(
  requestView: RequestView,
  argument: string,
  references: readonly string[],
): Promise<readonly Axis[]> {
  if (references.length === 0) return [];
  const found = await loadEachReference(requestView, argument, references, axisKinds);
  return (found as readonly (readonly Axis[])[]).map((each, index): Axis => {
    const [axis, another] = each;
    if (axis && !another) return axis;
    const ids = each.map(({ id }) => id).join(' or ');
    const reference = shortened(references[index] ?? '');
    throw badArgument(
      argument,
      `expected an id, ${ids}, got "${reference}", which is the slug of several axes`,
    );
  });
}

/** Converts the qualifiers of an argument to plain records. */
export function plainQualifiers(under: readonly Qualifier[] | null | undefined): readonly Qualifier[] {
  return (under ?? []).map(({ key, value }) => ({ key, value }));
}

/** Lists the terms of conditions, so that their concepts can be looked up. */
export function termsOf(conditions: readonly ReadCondition[]): readonly string[] {
  return conditions.flatMap(({ condition }) => condition.terms ?? []);
}

/** Creates the error for an argument. @param sentence states the expected and the actual value, without the final period */
export function badArgument(argument: string, sentence: string): TertiumError {
  return badUserInput(`${argument}: ${sentence}.`, { argument });
}

function checkCondition(input: AxisConditionInput, path: string): void {
  const problem = problemOf(input);
  if (problem) {
    throw badArgument(`${path}.${problem.member}`, `expected ${problem.expected}, got ${problem.actual}`);
  }
}

function fittingCondition(
  { axis: _, ...members }: AxisConditionInput,
  axis: Axis,
  path: string,
): AxisCondition {
  const misfit = misfitOf(members, valueDefinitionOf(axis));
  if (misfit) {
    throw badArgument(
      `${path}.${misfit.member}`,
      `expected ${misfit.expected}, for "${axis.slug}", got ${misfit.actual}`,
    );
  }
  const { under } = members;
  return under ? { ...members, under: plainQualifiers(under) } : members;
}
