import type { simulation as english } from '../en/simulation';
import type { Words } from '../words';

export const simulation: Words<typeof english> = {
  empty: '还没有可预测的内容。打开流程后即可模拟当晚运行。',
};
