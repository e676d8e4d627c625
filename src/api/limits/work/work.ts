/**
 * What executing operations consists of, and how long one unit of each takes, in microseconds on the reference core: one of an AMD EPYC
 * of 2024, with Node 20 and the flags of `npm start`. Measured and fitted by `npm run bench -- cost --fit`: see docs/performance.md.
 */
export const workMicroseconds = Object.freeze({
  /** Reading and routing a request, and sending its response. */
  request: 120,
  /** A scalar that is written. */
  leaf: 0.06,
  /** An object that is written. */
  object: 1.2,
  /** A concept or claim that is looked up by an id or a slug from outside. */
  reference: 4.5,
  /** A list of things that are named by ids or representations, which are awaited together. */
  entityList: 270,
  /** A page of concepts. */
  conceptPage: 41,
  /** A concept that a filter of a page looks at. */
  filteredConcept: 0.083,
  /** A list of links. */
  linkList: 2.1,
  /** A claim that a list of links is made from. */
  linkClaim: 2.6,
  /** A page of claims. */
  claimPage: 12,
  /** A claim that is put in order for a page. */
  orderedClaim: 0.15,
  /** A claim that is read. */
  claim: 1.2,
  /** The list of the citations of a claim. */
  citationList: 5,
  /** A cursor. */
  cursor: 0.88,
  /** A sentence that is made, or a cell in words. */
  sentence: 3,
  /** A hash that is an id. */
  hash: 1.6,
  comparison: 61,
  /** A claim of a compared approach that is passed to find the rows. */
  comparedClaim: 0.12,
  /** An axis that one of the compared approaches has, whether its row is shown or not. */
  row: 4,
  /** A row that is judged. */
  judgedRow: 16,
  /** A cell that is filled. */
  cell: 0.59,
  /** Two cells that a verdict relates. */
  cellPair: 2.5,
  nearest: 110,
  /** An axis along which the nearest are looked for. */
  nearestAxis: 19,
  /** A claim along such an axis. */
  nearestClaim: 0.98,
  ranking: 250,
  /** A claim of a ranked approach that is passed to find those along the criteria. */
  rankedClaim: 0.042,
  /** An approach that is scored along one criterion. */
  scoredCell: 8,
  search: 680,
  /** A word that is searched for. */
  searchedWord: 54,
  /** A concept or claim of the graph, for each word that is searched for. */
  searchedText: 0.35,
  /** A statement on the database. */
  statement: 140,
  /** A selection of the introspection that is executed for the first time. */
  introspection: 610,
  /** An object of the introspection. */
  schemaObject: 2,
  /** A scalar of the introspection. */
  schemaLeaf: 0.69,
});

export type WorkKind = keyof typeof workMicroseconds;
export const workKinds = Object.freeze(Object.keys(workMicroseconds)) as readonly WorkKind[];

const places = Object.freeze(Object.fromEntries(workKinds.map((kind, place) => [kind, place]))) as Readonly<
  Record<WorkKind, number>
>;
const microseconds: readonly number[] = workKinds.map((kind) => workMicroseconds[kind]);

/** Amounts of work by kind. */
export type WorkAmounts = Readonly<Partial<Record<WorkKind, number>>>;

/** A sum of work. */
export class Work {
  /** An amount for each of `workKinds`. A plain array: of this size it takes a fraction of the time that a typed one takes to make. */
  readonly #amounts: number[] = microseconds.map(() => 0);

  get amounts(): readonly number[] {
    return this.#amounts;
  }

  addOne(kind: WorkKind, amount: number): void {
    const place = places[kind];
    this.#amounts[place] = (this.#amounts[place] as number) + amount;
  }

  add(amounts: WorkAmounts, times = 1): void {
    for (const kind in amounts) {
      this.addOne(kind as WorkKind, (amounts[kind as WorkKind] as number) * times);
    }
  }

  addAll(other: Work, times = 1): void {
    const [own, theirs] = [this.#amounts, other.#amounts];
    for (let place = 0; place < own.length; place += 1) {
      own[place] = (own[place] as number) + (theirs[place] as number) * times;
    }
  }

  multiply(times: number): void {
    const own = this.#amounts;
    for (let place = 0; place < own.length; place += 1) own[place] = (own[place] as number) * times;
  }

  /** How long it takes, in microseconds on the reference core. */
  get cost(): number {
    const own = this.#amounts;
    let cost = 0;
    for (let place = 0; place < own.length; place += 1) {
      cost += (own[place] as number) * (microseconds[place] as number);
    }
    return cost;
  }
}
