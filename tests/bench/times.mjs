export async function times( stage ) { return { title: 'times', how: [], figures: [] }; }
