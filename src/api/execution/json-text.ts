import type { FormattedExecutionResult } from 'graphql';

/** The data of an answer, as JSON that is ready to be sent. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The data itself, for whoever wants to look into it. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** An answer as JSON, with a line end as Apollo writes one; data that is ready goes out as it is. */
export function stringifyAnswer(result: FormattedExecutionResult): string {
  const data: unknown = result.data;
  return data instanceof JsonText && result.errors === undefined && result.extensions === undefined
    ? `{"data":${data.text}}\n`
    : `${JSON.stringify(result)}\n`;
}
