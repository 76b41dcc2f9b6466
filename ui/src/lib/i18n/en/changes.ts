export const changes = {
  empty: 'No changes wait. A change begins in Design, with Submit.',
};
