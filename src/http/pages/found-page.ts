/** The result of a page's route: a body, or a redirection. */
export type FoundPage = PageBody | Redirection;

export interface PageBody {
  readonly type: 'BODY';
  readonly contentType: string;
  readonly body: string | Buffer;
}

export interface Redirection {
  readonly type: 'REDIRECTION';
  /** The path and query to redirect to. */
  readonly href: string;
}

export const htmlType = 'text/html; charset=utf-8';

export function htmlPage(body: string): PageBody {
  return { type: 'BODY', contentType: htmlType, body };
}

export function redirectTo(href: string): Redirection {
  return { type: 'REDIRECTION', href };
}
