export const designer = {
  empty: 'No workflow is open. Open one from the library, or begin a new one.',
};
