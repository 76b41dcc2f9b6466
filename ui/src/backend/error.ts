/** What the core says when it cannot do what was asked. `code` is stable; the rest is for people. */
export interface Refusal {
  code: string;
  message: string;
  where?: string | undefined;
  help?: string | undefined;
  details?: string | undefined;
}

/** The one way a request fails. It has the shape that the kit's ErrorNotice shows. */
export class AskError extends Error implements Refusal {
  readonly code: string;
  readonly where: string | undefined;
  readonly help: string | undefined;
  readonly details: string | undefined;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'AskError';
    this.code = refusal.code;
    this.where = refusal.where;
    this.help = refusal.help;
    this.details = refusal.details;
  }
}

/** Whatever was thrown, as an AskError; `name` is the request that failed. */
export function toAskError(problem: unknown, name: string): AskError {
  if (problem instanceof AskError) return problem;
  if (isRefusal(problem)) return new AskError(problem);
  const message = problem instanceof Error ? problem.message : String(problem);
  return new AskError({ code: 'unreachable', message: `“${name}” got no answer.`, details: message });
}

function isRefusal(value: unknown): value is Refusal {
  return (
    typeof value === 'object' && value !== null &&
    'code' in value && typeof value.code === 'string' &&
    'message' in value && typeof value.message === 'string'
  );
}
