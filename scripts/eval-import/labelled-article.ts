import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A label of one article: what a careful reader finds in it. `optional` items may be found or not. */
export interface ArticleLabel {
  readonly approaches: readonly {
    readonly name: string;
    readonly aliases: readonly string[];
    readonly definitionStartsWith: string | null;
  }[];
  readonly dimensions: readonly LabelledDimension[];
  readonly features: readonly LabelledItem[];
  readonly benefits: readonly LabelledItem[];
}

export interface LabelledDimension {
  /** Null where the rows of a table have no names. */
  readonly name: string | null;
  readonly alt?: readonly string[];
  readonly optional?: boolean;
  /** By approach: the words of the cell, or any of these; what ends with … is only its beginning. */
  readonly cells: Readonly<Record<string, string | readonly string[]>>;
}

export interface LabelledItem {
  readonly approach: string | null;
  readonly name: string;
  readonly alt?: readonly string[];
  readonly optional?: boolean;
}

export interface LabelledArticle {
  readonly name: string;
  readonly text: string;
  readonly label: ArticleLabel;
}

/** The articles below a folder that have labels, each in a folder of its own, by name. */
export function readLabelledArticles(folder: string): readonly LabelledArticle[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      text: readFileSync(join(folder, name, 'article.txt'), 'utf8'),
      label: JSON.parse(readFileSync(join(folder, name, 'label.json'), 'utf8')) as ArticleLabel,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
