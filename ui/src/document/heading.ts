import { create } from 'zustand';

/** What the top bar says of the open workflow. Null when none is open. */
export interface Heading {
  name: string;
  /** The published version it grew from, if any. */
  version: number | null;
  /** Differs from that version. */
  isDraft: boolean;
  /** Has edits that are not in the file yet. */
  isDirty: boolean;
}

export const useHeading = create<{ heading: Heading | null }>(() => ({ heading: null }));

export function setHeading(heading: Heading | null): void {
  useHeading.setState({ heading });
}
