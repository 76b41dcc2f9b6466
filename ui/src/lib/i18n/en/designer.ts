export const designer = {
  empty: 'No workflow is open. Open one from the library, or begin a new one.',
  canvas: 'Canvas',
  minimap: 'Overview of the whole graph',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFull: 'Zoom to 100 %',
  fit: 'Show everything',
  fitSelection: 'Show the selection',
};
