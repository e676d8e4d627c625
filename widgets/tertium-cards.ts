import { FragmentElement, queryValue } from './fragment-element.js';
import { comparisonPath, queryOf } from './comparison-path.js';

/**
 * `<tertium-card approach="…">`: an approach with its key values and their sources. docs/widgets.md describes the attributes and events.
 */
export class TertiumCard extends FragmentElement {
  static readonly observedAttributes: readonly string[] = ['approach', 'src', 'axes', 'at', 'lang'];

  protected override fragmentPath(): string | null {
    return this.#path('.card', ['axes', 'at', 'lang']);
  }

  protected override pagePath(): string {
    return this.#path('', ['at', 'lang']) ?? '';
  }

  protected override adopt(): void {}

  #path(extension: string, parameters: readonly string[]): string | null {
    const approach = queryValue(this.getAttribute('approach') ?? '');
    return approach === '' ? null : `approach/${approach}${extension}${queryOf(this, parameters)}`;
  }
}

const parameters = ['axes', 'columns', 'under', 'at', 'lang'] as const;

/**
 * `<tertium-verdict question="…">` or `<tertium-verdict approaches="a,b">`: the result of a comparison in one to three sentences.
 */
export class TertiumVerdict extends FragmentElement {
  static readonly observedAttributes: readonly string[] = ['question', 'approaches', 'src', ...parameters];

  protected override fragmentPath(): string | null {
    return comparisonPath(this, '.verdict', parameters);
  }

  protected override pagePath(): string {
    return comparisonPath(this, '', parameters) ?? '';
  }

  protected override adopt(): void {}
}

// A page may load the module from two addresses.
if (!customElements.get('tertium-card')) customElements.define('tertium-card', TertiumCard);
if (!customElements.get('tertium-verdict')) customElements.define('tertium-verdict', TertiumVerdict);
