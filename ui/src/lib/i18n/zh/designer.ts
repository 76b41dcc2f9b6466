import type { designer as english } from '../en/designer';
import type { Words } from '../words';

export const designer: Words<typeof english> = {
  empty: '尚未打开流程。请从资料库打开，或新建一个。',
};
