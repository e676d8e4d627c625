import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The label of an article: the items that a careful reader finds in the article. An optional item counts neither as right nor as missed. */
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
  /** Null if the rows of a table have no names. */
  readonly name: string | null;
  readonly alt?: readonly string[];
  readonly optional?: boolean;
  /** For each approach, the text of the cell, or several permitted texts. A text that ends with … is a prefix of the cell. */
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

/** Reads the labelled articles in the sub-folders of a folder, one article per sub-folder. @returns the articles, sorted by name */
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
