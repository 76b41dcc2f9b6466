import type { monitor as english } from '../en/monitor';
import type { Words } from '../words';

export const monitor: Words<typeof english> = {
  empty: '今晚还没有运行。请发布并启动流程，或等待触发。',
};
