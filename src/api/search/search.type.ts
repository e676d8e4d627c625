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
  description: 'A part of a text, counted in Unicode code points.',
})
class TextRangeType implements TextRange {
  @Field(() => Int, { description: 'Where it begins: 0 for the start of the text.' })
  readonly start!: number;

  @Field(() => Int, { description: 'Where it ends: the first code point after it.' })
  readonly end!: number;
}

@ObjectType('SearchMatch', {
  simpleResolvers: true,
  description: 'A text in which words of a search were found, with the places to highlight.',
})
export class SearchMatchType {
  @Field(() => SearchFieldEnum, { description: 'What sort of text it is.' })
  readonly field!: SearchField;

  @Field(() => String, {
    description: `The text, plain, without markup; of a long one, ${longestSnippet} code points at most around what was found first, with "…" where something is left out.`,
  })
  readonly text!: string;

  @Field(() => [TextRangeType], {
    description: 'The words that were found, as places in "text": in order, apart from each other.',
  })
  readonly ranges!: readonly TextRange[];
}

@ObjectType('SearchEdge', {
  simpleResolvers: true,
  description: 'One place in what a search has found: a concept, and why it is there.',
})
class SearchEdgeType implements Edge<ConceptType> {
  @Field(() => String, { description: 'Marks this place: give it as "after" to go on from here.' })
  readonly cursor!: string;

  @Field(() => ConceptType as never, {
    description: 'The concept that was found; where the words are those of a claim, its subject.',
  })
  readonly node!: ConceptType;

  @Field(() => Float, {
    description:
      'How relevant it is, above 0; 1 where the name is what was searched for. Scores of different searches do not compare.',
  })
  readonly score!: number;

  @Field(() => [SearchMatchType], {
    description:
      'Where words of the search were found: in names, then aliases, the summary, and claims about it, the best three at most.',
  })
  readonly matches!: readonly SearchMatchType[];
}

export const SearchConnection: ClassType<Connection<Concept>> = connectionClass(
  {
    name: 'Search',
    holds: 'what a search has found',
    counts: `How many concepts were found in all. Of the summaries and claims that have one of the words, ${searchBounds.textsOfWord.toLocaleString('en')} are looked at.`,
  },
  SearchEdgeType as never,
  () => ConceptType as never,
);
