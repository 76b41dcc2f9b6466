import type { changes as english } from '../en/changes';
import type { Words } from '../words';

export const changes: Words<typeof english> = {
  empty: '没有待处理的变更。在“设计”中点击“提交”即可发起变更。',
};
