/** Types of the members that Tertium uses; the library has no types. */
declare module '@lhncbc/ucum-lhc' {
  export interface UcumUnit {
    readonly magnitude_: number;
    readonly dim_: { toString(): string } | null;
    /** The name of the conversion function of units that are not ratios: Cel, lg, ln … */
    readonly cnv_: string | null;
    /** The prefix of such a unit: 0.001 for mCel. */
    readonly cnvPfx_: number;
    readonly isArbitrary_: boolean;
  }
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    getSpecifiedUnit(code: string, purpose: 'validate'): { unit: UcumUnit | null; origString: string };
  }
  /** Used by tests only. */
  export class UnitTables {
    static getInstance(): UnitTables;
    getAllUnitCodes(): readonly string[];
  }
}
