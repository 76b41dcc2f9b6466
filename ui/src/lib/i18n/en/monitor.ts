export const monitor = {
  empty: 'No run tonight yet. Publish a workflow and start it, or wait for its trigger.',
};
