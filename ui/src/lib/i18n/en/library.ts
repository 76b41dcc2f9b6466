export const library = {
  empty: 'The library is empty. Open a folder of workflows to fill it.',
};
