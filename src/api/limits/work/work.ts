/**
 * The kinds of work of executing operations, and the time of one unit of each kind in microseconds on the reference core: an AMD EPYC of 2024,
 * with Node 20 and the flags of `npm start`. `npm run bench -- cost --fit` measures and fits these times: see docs/performance.md.
 */
export const workMicroseconds = Object.freeze({
  /** Reading and routing a request, and sending its response. */
  request: 75,
  /** A scalar that is written. */
  leaf: 0.06,
  /** An object that is written. */
  object: 1.2,
  /** A record that is looked up by id, slug or number. */
  reference: 4.5,
  /** A list of objects that are requested by ids or representations, and are awaited together. */
  entityList: 70,
  /** A page of concepts. */
  conceptPage: 41,
  /** A concept that is examined to filter or sort a page. */
  filteredConcept: 0.083,
  /** A claim along an axis by which a list is filtered or sorted. */
  conditionClaim: 0.3,
  /** A list, such as a list of links. */
  linkList: 2.1,
  /** A claim that is read for a list of links. */
  linkClaim: 2.6,
  /** A page of claims. */
  claimPage: 12,
  /** A claim or change that is sorted for a page. */
  orderedClaim: 0.15,
  /** A claim that is read. */
  claim: 1.2,
  /** The list of the citations of a claim. */
  citationList: 5,
  /** A character of an imported document. */
  documentCharacter: 8,
  /** A cursor. */
  cursor: 0.88,
  /** A generated sentence, or the text of a cell. */
  sentence: 3,
  /** A hash that is computed for an id. */
  hash: 1.6,
  /** A comparison, without its claims, rows and cells. */
  comparison: 61,
  /** A claim about an approach that is read to find the axes of the approach. */
  comparedClaim: 0.12,
  /** An axis that is examined to find the rows of a comparison, even if its row is not selected. */
  row: 4,
  /** The verdict of a row. */
  judgedRow: 16,
  /** A cell that is filled. */
  cell: 0.59,
  /** A pair of cells that a verdict compares. */
  cellPair: 2.5,
  /** A search for the nearest approaches, without its axes and claims. */
  nearest: 110,
  /** An axis along which nearest approaches are searched. */
  nearestAxis: 19,
  /** A claim along an axis whose values are counted, or along which nearest approaches are searched. */
  nearestClaim: 0.98,
  /** A ranking, without its claims and cells. */
  ranking: 250,
  /** A claim of a ranked approach that is read to find the claims along the criteria. */
  rankedClaim: 0.042,
  /** An approach that is scored along one criterion. */
  scoredCell: 8,
  /** A search, without its words and texts. */
  search: 680,
  /** A word of a search. */
  searchedWord: 54,
  /** A text that is examined for one word of a search. */
  searchedText: 0.35,
  /** A database statement. */
  statement: 140,
  /** A selection of introspection that is executed for the first time. */
  introspection: 610,
  /** The schema as text. */
  schemaText: 400,
  /** An object of introspection. */
  schemaObject: 2,
  /** A scalar of introspection. */
  schemaLeaf: 0.69,
});

export type WorkKind = keyof typeof workMicroseconds;
export const workKinds = Object.freeze(Object.keys(workMicroseconds)) as readonly WorkKind[];

const indexes = Object.freeze(Object.fromEntries(workKinds.map((kind, index) => [kind, index]))) as Readonly<
  Record<WorkKind, number>
>;
const microseconds: readonly number[] = workKinds.map((kind) => workMicroseconds[kind]);

/** Amounts of work by kind. */
export type WorkAmounts = Readonly<Partial<Record<WorkKind, number>>>;

/** A mutable sum of work. */
export class Work {
  /** The amounts, in the order of `workKinds`. A plain array of this size is created in a fraction of the time of a typed array. */
  readonly #amounts: number[] = microseconds.map(() => 0);

  get amounts(): readonly number[] {
    return this.#amounts;
  }

  addOne(kind: WorkKind, amount: number): void {
    const index = indexes[kind];
    this.#amounts[index] = (this.#amounts[index] as number) + amount;
  }

  add(amounts: WorkAmounts, times = 1): void {
    for (const kind in amounts) {
      this.addOne(kind as WorkKind, (amounts[kind as WorkKind] as number) * times);
    }
  }

  addAll(other: Work, times = 1): void {
    const [amounts, otherAmounts] = [this.#amounts, other.#amounts];
    for (let index = 0; index < amounts.length; index += 1) {
      amounts[index] = (amounts[index] as number) + (otherAmounts[index] as number) * times;
    }
  }

  multiply(times: number): void {
    const amounts = this.#amounts;
    for (let index = 0; index < amounts.length; index += 1)
      amounts[index] = (amounts[index] as number) * times;
  }

  /** The time in microseconds on the reference core. */
  get cost(): number {
    const amounts = this.#amounts;
    let cost = 0;
    for (let index = 0; index < amounts.length; index += 1) {
      cost += (amounts[index] as number) * (microseconds[index] as number);
    }
    return cost;
  }
}
