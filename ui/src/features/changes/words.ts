import type { ChangeState, Decision, Risk } from '@/generated/asks';
import type { BadgeTone } from '@/kit';
import type { TextKey } from '@/lib/i18n';

export const STATES: Record<ChangeState, { word: TextKey; tone: BadgeTone; order: number }> = {
  submitted: { word: 'changes.submitted', tone: 'accent', order: 0 },
  approved: { word: 'changes.approved', tone: 'good', order: 1 },
  draft: { word: 'changes.returned', tone: 'caution', order: 2 },
  published: { word: 'changes.published', tone: 'plain', order: 3 },
  rejected: { word: 'changes.rejected', tone: 'bad', order: 4 },
  withdrawn: { word: 'changes.withdrawn', tone: 'plain', order: 5 },
};

export const RISKS: Record<Risk, { word: TextKey; tone: BadgeTone; order: number }> = {
  high: { word: 'changes.riskHigh', tone: 'bad', order: 0 },
  medium: { word: 'changes.riskMedium', tone: 'caution', order: 1 },
  low: { word: 'changes.riskLow', tone: 'plain', order: 2 },
};

export const VERDICTS: Record<Decision['verdict'], { word: TextKey; tone: BadgeTone }> = {
  approve: { word: 'changes.hasApproved', tone: 'good' },
  return: { word: 'changes.hasReturned', tone: 'caution' },
  reject: { word: 'changes.hasRejected', tone: 'bad' },
};

/** As people read a hash aloud: its first 12 digits. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
