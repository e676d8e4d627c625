import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** The attributes and events of `<tertium-comparison>`. */
interface ComparisonAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> {
  readonly question?: string;
  readonly approaches?: string;
  readonly axes?: string;
  readonly columns?: string;
  readonly differences?: boolean;
  readonly sort?: 'editorial' | 'alike' | 'different' | 'name';
  readonly units?: 'row' | 'stated' | 'canonical';
  readonly under?: string;
  readonly folded?: string;
  readonly at?: number;
  readonly src?: string;
  readonly state?: 'url';
  readonly 'min-block-size'?: string;
  readonly 'ontertium-ready'?: (event: CustomEvent<{ readonly kept: boolean }>) => void;
  readonly 'ontertium-error'?: (
    event: CustomEvent<{ readonly code: string; readonly message: string }>,
  ) => void;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tertium-comparison': ComparisonAttributes;
    }
  }
}
