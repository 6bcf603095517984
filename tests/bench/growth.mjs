export async function growth( stage ) { return { title: 'growth', how: [], figures: [] }; }
