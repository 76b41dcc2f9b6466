import type { library as english } from '../en/library';
import type { Words } from '../words';

export const library: Words<typeof english> = {
  empty: '资料库为空。请打开流程所在的文件夹。',
};
