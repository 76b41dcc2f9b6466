import type { AskError as WireError } from '@/generated/asks';

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
  if (isTold(problem)) return new AskError(refusalOf(problem));
  const message = problem instanceof Error ? problem.message : String(problem);
  return new AskError({ code: 'unreachable', message: `“${name}” got no answer.`, details: message });
}

/** A failure as the core tells it; the window's own leave out what they do not know. */
type Told = Pick<WireError, 'code' | 'message'> & Partial<WireError> & { where?: string; details?: string };

function refusalOf(told: Told): Refusal {
  const diagnostics = (told.diagnostics ?? []).map((each) => [each.code, each.node, each.message].filter(Boolean).join(' '));
  return {
    code: told.code,
    message: told.message,
    where: told.place ?? told.where,
    help: told.help ?? undefined,
    details: diagnostics.length > 0 ? diagnostics.join('\n') : told.details,
  };
}

function isTold(value: unknown): value is Told {
  return (
    typeof value === 'object' && value !== null &&
    'code' in value && typeof value.code === 'string' &&
    'message' in value && typeof value.message === 'string'
  );
}
