import type { designer as english } from '../en/designer';
import type { Words } from '../words';

export const designer: Words<typeof english> = {
  empty: '尚未打开流程。请从资料库打开，或新建一个。',
  canvas: '画布',
  minimap: '全图概览',
  zoomIn: '放大',
  zoomOut: '缩小',
  zoomFull: '缩放到 100%',
  fit: '显示全部',
  fitSelection: '显示所选',
};
