import { Field, Float, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Concept } from '../../graph/concept.js';
import type { TextRange } from '../../graph/search/find-words.js';
import type { SearchField } from '../../graph/search/search-matches.js';
import { searchBounds } from '../../graph/search/search-query.js';
import { maxSnippetLength } from '../../graph/search/snippet.js';
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
  @Field(() => SearchFieldEnum, { description: 'The field that contains the text.' })
  readonly field!: SearchField;

  @Field(() => String, {
    description: `The plain text, without markup. A long text is shortened to an excerpt of at most ${maxSnippetLength} code points around the first match, with "…" in place of omitted text.`,
  })
  readonly text!: string;

  @Field(() => [TextRangeType], {
    description: 'The ranges of the found words in `text`, in order and without overlaps.',
  })
  readonly ranges!: readonly TextRange[];
}

@ObjectType('SearchEdge', {
  simpleResolvers: true,
  description:
    'An edge in a list of search results: a concept, and the texts in which words of the search were found.',
})
class SearchEdgeType implements Edge<ConceptType> {
  @Field(() => String, {
    description: 'Opaque cursor of this edge. Pass it as `after` to get the items after this edge.',
  })
  readonly cursor!: string;

  @Field(() => ConceptType as never, {
    description: 'The concept that was found, or the subject or the axis of the claims that were found.',
  })
  readonly node!: ConceptType;

  @Field(() => Float, {
    description:
      'The relevance, above 0 and at most 1. It is 1 if the name equals the searched text, unless the concept is a cited source. It never increases from result to result. Scores of different searches cannot be compared.',
  })
  readonly score!: number;

  @Field(() => [SearchMatchType], {
    description:
      'The best texts in which the words were found, at most three: names, aliases, the summary and claims, in this order.',
  })
  readonly matches!: readonly SearchMatchType[];
}

export const SearchConnection: ClassType<Connection<Concept>> = connectionClass(
  {
    name: 'Search',
    content: 'search results',
    countDescription: `The number of concepts that were found. For each word and each quality of the match (whole word, prefix or other form, one typo, two typos), at most ${searchBounds.textsOfWord.toLocaleString('en')} summaries and claims are searched.`,
  },
  SearchEdgeType as never,
  () => ConceptType as never,
);
