/** The part of Trusted Types (W3C) that is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): Policy;
}

interface Policy {
  createHTML(html: string): string;
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

/** All widgets of a document share one policy, because a browser may reject a second policy with the same name. */
const shared = globalThis as { [key: symbol]: Policy | undefined };
const key = Symbol.for('tertium.policy');

/**
 * Parses HTML of the server into nodes that are not in the document. Removes scripts other than JSON data, and the attributes that run scripts or set
 * styles. The server sends none of these, so they would come from an attacker.
 * @throws {TypeError} if the Content-Security-Policy of the document does not allow the Trusted Types policy `tertium`
 */
export function parseHtml(html: string): DocumentFragment {
  const policy = (shared[key] ??= globalThis.trustedTypes?.createPolicy('tertium', {
    createHTML: (text) => text,
  }));
  const template = document.createElement('template');
  template.innerHTML = policy ? policy.createHTML(html) : html;
  for (const element of template.content.querySelectorAll('*')) {
    if (element.localName === 'script' && element.getAttribute('type') !== 'application/json') {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      if (/^on|^style$/iu.test(name) || /^\s*javascript:/iu.test(value)) element.removeAttribute(name);
    }
  }
  return template.content;
}
