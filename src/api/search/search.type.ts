import { Field, Float, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Concept } from '../../graph/concept.js';
import type { TextRange } from '../../graph/search/find-words.js';
import type { SearchField } from '../../graph/search/search-matches.js';
import { searchBounds } from '../../graph/search/search-query.js';
import { longestSnippet } from '../../graph/search/snippet.js';
import type { Connection, Edge } from '../paging/connection.js';
import { connectionClass } from '../paging/connection.type.js';
import { SearchFieldEnum } from '../vocabulary/enums.js';
import { ConceptType } from '../concept/node.type.js';

@ObjectType('TextRange', {
  simpleResolvers: true,
  description: 'A range of a text, in Unicode code points.',
})
class TextRangeType implements TextRange {
  @Field(() => Int, { description: 'The start: the offset of the first code point, counted from 0.' })
  readonly start!: number;

  @Field(() => Int, { description: 'The end: the offset of the first code point after the range.' })
  readonly end!: number;
}

@ObjectType('SearchMatch', {
  simpleResolvers: true,
  description: 'A text in which words of the search were found, with the ranges to highlight.',
})
export class SearchMatchType {
  @Field(() => SearchFieldEnum, { description: 'The kind of text.' })
  readonly field!: SearchField;

  @Field(() => String, {
    description: `The plain text, without markup. Of a long text: an excerpt of at most ${longestSnippet} code points around the first match, with "…" where text is left out.`,
  })
  readonly text!: string;

  @Field(() => [TextRangeType], {
    description: 'The ranges in `text` of the words that were found, in order and without overlaps.',
  })
  readonly ranges!: readonly TextRange[];
}

@ObjectType('SearchEdge', {
  simpleResolvers: true,
  description: 'One place in what a search has found: a concept, and why it is there.',
})
class SearchEdgeType implements Edge<ConceptType> {
  @Field(() => String, {
    description: 'Opaque cursor of this edge. Pass it as `after` to get the items that follow.',
  })
  readonly cursor!: string;

  @Field(() => ConceptType as never, {
    description: 'The concept that was found. If a claim was found: its subject.',
  })
  readonly node!: ConceptType;

  @Field(() => Float, {
    description:
      'The relevance, above 0; 1 if the name is exactly what was searched for. Scores of different searches cannot be compared.',
  })
  readonly score!: number;

  @Field(() => [SearchMatchType], {
    description:
      'The texts in which the words were found: in names, aliases, the summary and claims, in this order. At most the best three.',
  })
  readonly matches!: readonly SearchMatchType[];
}

export const SearchConnection: ClassType<Connection<Concept>> = connectionClass(
  {
    name: 'Search',
    holds: 'what a search has found',
    counts: `The number of concepts that were found. Of the summaries and claims with one of the words, only ${searchBounds.textsOfWord.toLocaleString('en')} are looked at.`,
  },
  SearchEdgeType as never,
  () => ConceptType as never,
);
