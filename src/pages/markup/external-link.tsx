import type { ComponentChildren, VNode } from 'preact';

/**
 * A link to another site. If `url` is not the URL of a web page (`javascript:`, `data:`, a relative path), only the content is
 * shown.
 */
export function ExternalLink({
  url,
  target,
  children,
}: {
  readonly url: string | null;
  readonly target?: '_blank' | undefined;
  readonly children: ComponentChildren;
}): VNode {
  const href = webUrl(url);
  if (href === null) return <>{children}</>;
  return (
    <a href={href} target={target} rel="external noopener nofollow">
      {children}
    </a>
  );
}

/** Returns the normal form of a URL of the scheme http or https; null for null and for all other texts. */
export function webUrl(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
