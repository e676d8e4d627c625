/** The few members that Tertium uses of a library that has no types of its own. */
declare module '@lhncbc/ucum-lhc' {
  export interface UcumUnit {
    readonly magnitude_: number;
    readonly dim_: { toString(): string } | null;
    /** The name of the conversion function of units that are no ratio: Cel, lg, ln … */
    readonly cnv_: string | null;
    /** The prefix of such a unit: 0.001 for mCel. */
    readonly cnvPfx_: number;
    readonly isArbitrary_: boolean;
  }
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    getSpecifiedUnit(code: string, purpose: 'validate'): { unit: UcumUnit | null; origString: string };
  }
}
