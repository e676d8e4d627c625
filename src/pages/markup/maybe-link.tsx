import type { ComponentChildren, VNode } from 'preact';

/** A link within the site; only its content if `href` is null. */
export function MaybeLink({
  href,
  children,
}: {
  readonly href: string | null;
  readonly children: ComponentChildren;
}): VNode {
  return href === null ? <>{children}</> : <a href={href}>{children}</a>;
}
