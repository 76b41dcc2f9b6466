export const simulation = {
  empty: 'Nothing to forecast yet. Open a workflow, then simulate its night.',
};
